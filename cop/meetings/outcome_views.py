"""What comes of a meeting: attendance, decisions, actions."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from cop.kernel import clock, words
from cop.kernel.db import db
from cop.kernel.errors import Invalid
from cop.kernel.permits import signed_in
from cop.kernel.web import Pages, actor, page, submit
from cop.meetings import (
    company_queries,
    followup_actions,
    outcome_actions,
    outcome_queries,
    permits,
    queries,
    quorum_rules,
)
from cop.meetings.models import AgendaItem, Occurrence
from cop.meetings.outcome_forms import ActionForm, AttendanceForm, CloseForm, DecisionForm
from cop.meetings.outcome_models import ActionItem, Decision
from cop.members.models import Member
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


@pages.form("/decisions/<int:id>", permits.may_organise, outcome_queries.decision)
def end_decision(decision: Decision) -> Any:
    form, address = CloseForm(), queries.address(decision.meeting)
    return submit(
        form,
        lambda: followup_actions.end_decision(decision, form.note.data, actor=actor()),
        lambda _none: address + "#decisions",
    ) or page("meetings/end_decision.html", form=form, decision=decision, address=address)


@pages.get("/actions", signed_in)
def actions() -> Any:
    """What was given out in all the meetings that the reader may see: one's own, all that is open, all that is done."""
    which = request.args.get("show", "own")
    rows = outcome_queries.register(actor(), which, request.args.get("at", ""))
    return page("meetings/actions.html", rows=rows, which=which, today=clock.now().date())
