"""What the organiser of a meeting does: schedule, change, cancel, set the agenda."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from cop.kernel import clock, refs
from cop.kernel.forms import whole
from cop.kernel.web import Pages, actor, page, submit, to
from cop.kernel.words import reader_zone
from cop.meetings import (
    actions,
    agenda_actions,
    change_actions,
    outlooks,
    permits,
    queries,
    room_queries,
    rules,
    series_views,
    show,
)
from cop.meetings.forms import SPEECH, CancelForm, DateForm, EditForm, ItemForm, ScheduleForm, as_planned
from cop.meetings.models import AgendaItem, Occurrence

pages = Pages("meeting_plans", "/meetings")
HINTS = {key: says for key, (_name, says) in SPEECH.items()}


def version(form: Any) -> int:
    """The version that the form was filled from; 0 for what is none."""
    return whole((form.version.raw_data or [""])[0])


@pages.form("/new", permits.may_schedule_somewhere)
def new() -> Any:
    form = ScheduleForm(
        space=request.args.get("space"), zone=reader_zone(), speech=rules.Speech.attributed.value, minutes=60
    )
    spaces = queries.spaces_to_schedule_in(actor())
    form.offer(spaces)

    space = next((one for one in spaces if one.slug == form.space.data), None)
    outlook = outlooks.asked(form, space) if space else None

    def act() -> Occurrence:
        return actions.schedule(space, form.plan, form.rule, form.walls_left_out, actor=actor())

    done = None if outlook else submit(form, act, _to_agenda)
    return done or page(
        "meetings/new.html",
        form=form,
        hints=HINTS,
        outlook=outlook,
        words=outlooks.WARNINGS,
        left_out=form.left_out.data or [],
    )


def _to_agenda(meeting: Occurrence) -> str:
    return url_for("meeting_plans.agenda", id=meeting.id, slug=meeting.slug)


@pages.form("/<int:id>-<slug>/edit", permits.may_organise, queries.meeting)
def edit(meeting: Occurrence) -> Any:
    form = EditForm(data=as_planned(meeting))
    outlook = outlooks.asked(form, meeting.series.space)

    def act() -> Occurrence:
        return change_actions.edit(meeting, form.plan, version(form), actor=actor())

    done = None if outlook else submit(form, act, queries.address)
    return done or page(
        "meetings/edit.html",
        form=form,
        hints=HINTS,
        meeting=meeting,
        several=len(queries.dates(meeting)) > 1,
        scopes=series_views.scopes(meeting),
        outlook=outlook,
        words=outlooks.WARNINGS,
        address=queries.address(meeting),
    )


@pages.form("/<int:id>-<slug>/dates", permits.may_organise, queries.meeting)
def add_date(meeting: Occurrence) -> Any:
    form = DateForm(title=meeting.series.title, minutes=meeting.series.minutes)

    def act() -> Occurrence:
        return actions.add_date(meeting, form.title.data, form.start.data, form.minutes.data, actor=actor())

    return submit(form, act, _to_agenda) or page(
        "meetings/date.html", form=form, meeting=meeting, address=queries.address(meeting)
    )


@pages.form("/<int:id>-<slug>/cancel", permits.may_organise, queries.meeting)
def cancel(meeting: Occurrence) -> Any:
    form, address = CancelForm(), queries.address(meeting)
    several = len(queries.coming_from(meeting, clock.now())) > 1
    return submit(
        form, lambda: change_actions.cancel(meeting, form.reason.data, actor=actor()), lambda _none: address
    ) or page("meetings/cancel.html", form=form, meeting=meeting, several=several, address=address)


@pages.form("/<int:id>-<slug>/agenda", permits.may_organise, queries.meeting)
def agenda(meeting: Occurrence) -> Any:
    """The items, and one more at the end."""
    form = ItemForm()
    done = submit(
        form,
        lambda: agenda_actions.add_item(meeting, form.point, actor=actor()),
        lambda _item: _to_agenda(meeting) + "#add",
    )
    items = queries.agenda(meeting)
    return done or page(
        "meetings/agenda.html",
        form=form,
        meeting=meeting,
        lines=show.agenda(meeting, items, [], actor())[0],
        parked=room_queries.parked_before(meeting),
        overrun=rules.overrun(meeting.slot, [item.minutes for item in items]),
        address=queries.address(meeting),
    )


@pages.form("/agenda/<int:id>", permits.may_organise, queries.item)
def edit_item(item: AgendaItem) -> Any:
    form = ItemForm(obj=item, about=_about(item))

    def act() -> AgendaItem:
        return agenda_actions.edit_item(item, form.point, version(form), actor=actor())

    return submit(form, act, lambda _item: _to_agenda(item.meeting)) or page(
        "meetings/item.html", form=form, item=item, agenda=_to_agenda(item.meeting)
    )


def _about(item: AgendaItem) -> str:
    """The address of what the item is about; the bare ref where this organiser may not see it."""
    seen = refs.resolve([item.ref], actor()) if item.ref else {}
    return seen[item.ref].address if item.ref in seen else item.ref


@pages.post("/agenda/<int:id>/remove", permits.may_organise, queries.item)
def remove_item(item: AgendaItem) -> Any:
    meeting = item.meeting
    agenda_actions.remove_item(item, actor=actor())
    return to("meeting_plans.agenda", id=meeting.id, slug=meeting.slug)


@pages.post("/agenda/<int:id>/up", permits.may_organise, queries.item)
def move_item_up(item: AgendaItem) -> Any:
    agenda_actions.move_item_up(item, actor=actor())
    return to("meeting_plans.agenda", id=item.meeting.id, slug=item.meeting.slug)
