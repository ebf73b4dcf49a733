"""Decisions are recorded, actions given out, both closed."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from cop.kernel import clock, words
from cop.kernel.permits import signed_in
from cop.kernel.web import Pages, actor, page, submit
from cop.meetings import permits
from cop.meetings.agenda import queries as agenda_queries
from cop.meetings.agenda.models import AgendaItem
from cop.meetings.company import queries as company_queries
from cop.meetings.company import quorum_rules
from cop.meetings.company.naming import called
from cop.meetings.outcomes import actions as followup_actions
from cop.meetings.outcomes import actions as outcome_actions
from cop.meetings.outcomes import queries as outcome_queries
from cop.meetings.outcomes.forms import ActionForm, CloseForm, DecisionForm
from cop.meetings.outcomes.models import ActionItem, Decision
from cop.meetings.series import queries
from cop.meetings.series.models import Occurrence

pages = Pages("outcomes", "/meetings")


def _item(meeting: Occurrence, id: int) -> AgendaItem | None:
    return next((item for item in agenda_queries.agenda(meeting) if item.id == id), None)


@pages.form("/<int:id>-<slug>/decide", permits.may_organise, queries.meeting)
def decide(meeting: Occurrence) -> Any:
    form = DecisionForm()
    form.offer(agenda_queries.agenda(meeting))

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
    form.offer(agenda_queries.agenda(meeting))

    def act() -> Any:
        owner = called(form.owner.data, "owner")
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
