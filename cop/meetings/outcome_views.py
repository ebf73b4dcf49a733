"""What comes of a meeting: attendance, minutes, decisions, actions."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from cop.kernel import clock, words
from cop.kernel.db import db
from cop.kernel.errors import Invalid, Missing
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, page, submit, to
from cop.meetings import (
    company_queries,
    outcome_actions,
    outcome_queries,
    permits,
    queries,
    quorum_rules,
    show,
)
from cop.meetings.models import AgendaItem, Occurrence
from cop.meetings.outcome_forms import ActionForm, AttendanceForm, CloseForm, DecisionForm, MinutesForm
from cop.meetings.outcome_models import ActionItem
from cop.meetings.plan_views import version
from cop.members.models import Member
from cop.profiles import mandate_queries
from cop.spaces.queries import member_called

pages = Pages("outcomes", "/meetings")


@pages.form("/<int:id>-<slug>/attendance", permits.may_organise, queries.meeting)
def attendance(meeting: Occurrence) -> Any:
    there = outcome_queries.present_ids(meeting)
    form = AttendanceForm(present=sorted(there))
    form.offer(outcome_queries.expected(meeting))

    def act() -> None:
        offered = {id for id, _label in form.present.choices}
        ids = [*form.present.data, *sorted(there - offered)]  # who was tapped in and is not offered stays
        present = [db.session.get_one(Member, id) for id in ids]
        present += [_called(name, "others") for name in form.names]
        outcome_actions.take_attendance(meeting, present, actor=actor())

    return submit(form, act, lambda _none: queries.address(meeting)) or page(
        "meetings/attendance.html", form=form, meeting=meeting, address=queries.address(meeting)
    )


def _called(name: str, field: str) -> Member:
    """The member of that name. Raises Invalid at ``field``."""
    try:
        return member_called(name)
    except Invalid as refused:
        refused.field = field
        raise


@pages.get("/<int:id>-<slug>/minutes", public, queries.meeting)
def minutes(meeting: Occurrence) -> Any:
    found = outcome_queries.minutes(meeting)
    if found is None or not permits.may_read_minutes(actor(), meeting, found):
        raise Missing()
    organises = permits.may_organise(actor(), meeting)
    revisions = outcome_queries.revisions(found) if actor().is_member else []
    return page(
        "meetings/minutes.html",
        meeting=meeting,
        minutes=found,
        text=outcome_queries.text_of(found),
        revisions=revisions,
        mandates=_mandates(revisions),
        speech=show.speech(meeting),
        decisions=outcome_queries.decisions(meeting),
        writes=found.state != "adopted" and permits.may_write_minutes(actor(), meeting),
        organises=organises,
        named=organises or show.names_people(meeting),
        closed=found.corrections_until is not None and clock.now() >= found.corrections_until,
        address=queries.address(meeting),
    )


def _mandates(revisions: list[Any]) -> dict[int, list[Any]]:
    """By number of a saved text, the mandates that its author had then."""
    had = mandate_queries.ever_of(one.author_id for one in revisions)
    return {one.number: mandate_queries.held(had, one.author_id, one.at) for one in revisions}


@pages.form("/<int:id>-<slug>/minutes/edit", permits.may_write_minutes, queries.meeting)
def write_minutes(meeting: Occurrence) -> Any:
    found = outcome_queries.minutes(meeting)
    now_there = outcome_queries.text_of(found) if found else None
    form = MinutesForm(text=now_there.source if now_there else "", version=found.version if found else 0)

    def act() -> Any:
        return outcome_actions.write_minutes(meeting, form.text.data, version(form), actor=actor())

    return submit(form, act, lambda _minutes: _minutes_address(meeting)) or page(
        "meetings/write_minutes.html",
        form=form,
        meeting=meeting,
        agenda=queries.agenda(meeting),
        address=queries.address(meeting),
    )


def _minutes_address(meeting: Occurrence) -> str:
    return url_for("outcomes.minutes", id=meeting.id, slug=meeting.slug)


@pages.post("/<int:id>-<slug>/minutes/open", permits.may_organise, queries.meeting)
def open_corrections(meeting: Occurrence) -> Any:
    outcome_actions.open_corrections(meeting, actor=actor())
    return to("outcomes.minutes", id=meeting.id, slug=meeting.slug)


@pages.post("/<int:id>-<slug>/minutes/adopt", permits.may_organise, queries.meeting)
def adopt_minutes(meeting: Occurrence) -> Any:
    outcome_actions.adopt_minutes(meeting, actor=actor())
    return to("outcomes.minutes", id=meeting.id, slug=meeting.slug)


def _item(meeting: Occurrence, id: int) -> AgendaItem | None:
    return next((item for item in queries.agenda(meeting) if item.id == id), None)


@pages.form("/<int:id>-<slug>/decide", permits.may_organise, queries.meeting)
def decide(meeting: Occurrence) -> Any:
    form = DecisionForm()
    form.offer(queries.agenda(meeting))

    def act() -> Any:
        item = _item(meeting, form.item_id)
        return outcome_actions.record_decision(meeting, form.text.data, item, actor=actor())

    lines = quorum_rules.needs(company_queries.company(meeting).seats, meeting.series.quorum)
    return submit(form, act, lambda _made: queries.address(meeting) + "#decisions") or page(
        "meetings/decide.html",
        form=form,
        meeting=meeting,
        met=quorum_rules.met(lines),
        address=queries.address(meeting),
    )


@pages.form("/<int:id>-<slug>/actions", permits.may_organise, queries.meeting)
def give(meeting: Occurrence) -> Any:
    form = ActionForm()
    form.offer(queries.agenda(meeting))

    def act() -> Any:
        owner = _called(form.owner.data, "owner")
        said = (form.text.data, owner, form.due.data, _item(meeting, form.item_id))
        return outcome_actions.add_action(meeting, *said, actor=actor())

    back = url_for("room.room", id=meeting.id, slug=meeting.slug) if request.args.get("room") else ""
    return submit(form, act, lambda _made: back or queries.address(meeting) + "#actions") or page(
        "meetings/give.html", form=form, meeting=meeting, address=queries.address(meeting)
    )


@pages.form("/actions/<int:id>", permits.may_close, outcome_queries.action_item)
def close(item: ActionItem) -> Any:
    form, address = CloseForm(), queries.address(item.meeting)
    return submit(
        form,
        lambda: outcome_actions.close_action(item, form.note.data, actor=actor()),
        lambda _none: address + "#actions",
    ) or page("meetings/close.html", form=form, item=item, due=words.day(item.due), address=address)
