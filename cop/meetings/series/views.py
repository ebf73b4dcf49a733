"""What the organiser of a meeting does: schedule, change, cancel."""

from __future__ import annotations

from typing import Any

from flask import request

from cop.kernel import clock
from cop.kernel.web import Pages, actor, page, submit
from cop.kernel.words import reader_zone
from cop.meetings import permits
from cop.meetings.agenda.queries import agenda_address
from cop.meetings.series import actions, change_actions, outlooks, queries, rules
from cop.meetings.series import replan_views as series_views
from cop.meetings.series.change_forms import EditForm, as_planned
from cop.meetings.series.forms import SPEECH, CancelForm, DateForm, ScheduleForm
from cop.meetings.series.models import Occurrence

pages = Pages("meeting_plans", "/meetings")


HINTS = {key: says for key, (_name, says) in SPEECH.items()}


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

    done = None if outlook else submit(form, act, agenda_address)
    return done or page(
        "meetings/new.html",
        form=form,
        hints=HINTS,
        outlook=outlook,
        words=outlooks.WARNINGS,
        left_out=form.left_out.data or [],
    )


@pages.form("/<int:id>-<slug>/edit", permits.may_organise, queries.meeting)
def edit(meeting: Occurrence) -> Any:
    form = EditForm(data=as_planned(meeting))
    outlook = outlooks.asked(form, meeting.series.space)

    def act() -> Occurrence:
        return change_actions.edit(meeting, form.plan, form.version.number, actor=actor())

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

    return submit(form, act, agenda_address) or page(
        "meetings/date.html", form=form, meeting=meeting, address=queries.address(meeting)
    )


@pages.form("/<int:id>-<slug>/cancel", permits.may_organise, queries.meeting)
def cancel(meeting: Occurrence) -> Any:
    form, address = CancelForm(), queries.address(meeting)
    several = len(queries.coming_from(meeting, clock.now())) > 1
    return submit(
        form, lambda: change_actions.cancel(meeting, form.reason.data, actor=actor()), lambda _none: address
    ) or page("meetings/cancel.html", form=form, meeting=meeting, several=several, address=address)
