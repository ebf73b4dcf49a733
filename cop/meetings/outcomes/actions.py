"""What a meeting decides, and who does what until when; both come along from date to date until closed with a note."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from cop.kernel.actions import action, lock_row
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import MEMBERS, record
from cop.meetings import permits
from cop.meetings.agenda import rules as agenda_rules
from cop.meetings.agenda.models import AgendaItem
from cop.meetings.company import queries as company_queries
from cop.meetings.company import quorum_rules
from cop.meetings.outcomes import queries as outcome_queries
from cop.meetings.outcomes.models import ActionItem, Decision, DecisionEnd
from cop.meetings.room.taking import changed, demand_open
from cop.meetings.series import times
from cop.meetings.series.models import Occurrence
from cop.members.models import Member
from cop.spaces import speech
from cop.spaces.visibility import may_enter


@action(permits.may_organise, lock="meeting")
def record_decision(
    meeting: Occurrence, words: str, item: AgendaItem | None = None, *, actor: Any, now: datetime
) -> Decision:
    """With the quorum as it is at this moment."""
    demand_open(meeting, now)
    have = quorum_rules.composition(company_queries.company(meeting).seats)
    number = outcome_queries.next_number(Decision, meeting)
    decision = Decision(
        meeting_id=meeting.id,
        number=number,
        text=words,
        by_id=actor.id,
        at=now,
        item_id=agenda_rules.own_item(item, meeting.id),
    )
    decision.quorum = quorum_rules.frozen(have, meeting.series.quorum)
    db.session.add(decision)
    changed(meeting)
    record(
        "decision_recorded",
        meeting.ref,
        actor=actor,
        now=now,
        audience=meeting.series.space.audience,
        number=number,
    )
    return decision


@action(permits.may_organise, lock="meeting")
def add_action(
    meeting: Occurrence,
    words: str,
    owner: Member,
    due: date,
    item: AgendaItem | None = None,
    *,
    actor: Any,
    now: datetime,
) -> ActionItem:
    """Gives ``owner`` something to do until ``due``. Raises Invalid at ``owner`` or ``due``."""
    demand_open(meeting, now)
    if not owner.is_member or not may_enter(owner, meeting.space_id):
        message = N_(
            "%(name)s cannot read this space. Choose someone who can, or let the secretariat add the person."
        )
        raise Invalid(message, field="owner", name=owner.name)
    if due < times.wall(meeting.begins, meeting.series.zone).date():
        raise Invalid(N_("That day is before the meeting. Choose a later one."), field="due")
    number = outcome_queries.next_number(ActionItem, meeting)
    made = ActionItem(
        meeting=meeting, series_id=meeting.series_id, number=number, text=words, owner_id=owner.id
    )
    made.due, made.at, made.item_id, made.state = due, now, agenda_rules.own_item(item, meeting.id), "open"
    db.session.add(made)
    changed(meeting)
    db.session.flush()
    audience = speech.presence(meeting.series.speech, MEMBERS)
    facts = {"action": made.id, "owner": owner.id}
    record("action_given", meeting.ref, actor=actor, now=now, audience=audience, **facts)
    return made


@action(permits.may_close, lock="item")
def close_action(item: ActionItem, note: str, *, actor: Any, now: datetime) -> None:
    """Done; ``note`` says what came of it."""
    if item.state == "done":
        raise IllegalMove(N_("This action is closed already."))
    lock_row(item.meeting)
    item.state, item.note, item.closed_at, item.closed_by_id = "done", note, now, actor.id
    changed(item.meeting)
    audience = speech.presence(item.meeting.series.speech, MEMBERS)
    record("action_closed", item.meeting.ref, actor=actor, now=now, audience=audience, action=item.id)


@action(permits.may_organise, lock="decision")
def end_decision(decision: Decision, note: str, *, actor: Any, now: datetime) -> None:
    """It was carried out or replaced, as ``note`` says: it comes along to later dates no more."""
    if db.session.get(DecisionEnd, decision.id) is not None:
        raise IllegalMove(N_("This decision is closed already."))
    db.session.add(DecisionEnd(decision_id=decision.id, note=note, by_id=actor.id, at=now))
    lock_row(decision.meeting)
    changed(decision.meeting)
    audience = decision.meeting.series.space.audience
    record(
        "decision_ended",
        decision.meeting.ref,
        actor=actor,
        now=now,
        audience=audience,
        number=decision.number,
    )
