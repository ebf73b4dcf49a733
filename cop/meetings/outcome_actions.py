"""What comes of a meeting: who was there, minutes, decisions, and who does what until when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete

from cop.kernel import text
from cop.kernel.actions import action, lock_row
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid, Stale
from cop.kernel.ledger import MEMBERS, record
from cop.meetings import company_queries, outcome_queries, permits, quorum_rules, rules, sitting_rules, times
from cop.meetings.models import AgendaItem, Attendance, Occurrence
from cop.meetings.outcome_models import ActionItem, Decision, Minutes, MinutesRevision
from cop.meetings.rules import Draft
from cop.meetings.taking import changed, demand_open
from cop.members.models import Member
from cop.spaces import speech
from cop.spaces.visibility import may_enter


@action(permits.may_organise, lock="meeting")
def take_attendance(meeting: Occurrence, present: Sequence[Member], *, actor: Any, now: datetime) -> None:
    """Those who were there, and nobody else."""
    demand_open(meeting, now)
    before = outcome_queries.present_ids(meeting)
    gone = before - {member.id for member in present}
    db.session.execute(
        delete(Attendance).where(Attendance.meeting_id == meeting.id, Attendance.member_id.in_(gone))
    )
    for member in {m.id: m for m in present if m.id not in before}.values():
        there = Attendance(meeting_id=meeting.id, member_id=member.id, at=now)
        there.group_key, there.country = member.group_key, member.country
        db.session.add(there)
    changed(meeting)
    record("attendance_taken", meeting.ref, actor=actor, now=now, people=len({m.id for m in present}))


@action(permits.may_write_minutes, lock="meeting")
def write_minutes(meeting: Occurrence, source: str, version: int, *, actor: Any, now: datetime) -> Minutes:
    """A new revision. ``version`` is the one that was edited, 0 for none. Raises Stale when someone was faster."""
    rules.demand_begun(meeting.slot, now)
    minutes = outcome_queries.minutes(meeting) or Minutes(
        meeting_id=meeting.id, state=Draft.draft.value, version=0
    )
    rules.demand_open_minutes(minutes.state)
    _demand_fresh(minutes, version)
    minutes.version += 1
    db.session.add(minutes)
    db.session.flush()
    written = text.write(source)
    revision = MinutesRevision(minutes_id=minutes.id, number=minutes.version, author_id=actor.id, at=now)
    revision.source, revision.html, revision.renderer = written.source, written.html, written.renderer
    db.session.add(revision)
    audience = speech.presence(meeting.series.speech, MEMBERS)
    record("minutes_saved", meeting.ref, actor=actor, now=now, audience=audience, revision=minutes.version)
    return minutes


def _demand_fresh(minutes: Minutes, version: int) -> None:
    if minutes.version != version:
        now_there = outcome_queries.text_of(minutes)
        raise Stale(
            N_(
                "Someone saved the minutes while you wrote. Compare, take over what is missing, then send again."
            ),
            theirs=now_there.source if now_there else "",
            version=minutes.version,
        )


def _minutes(meeting: Occurrence) -> Minutes:
    minutes = outcome_queries.minutes(meeting)
    if minutes is None:
        raise IllegalMove(N_("There are no minutes yet. A facilitator or the secretariat writes them."))
    return minutes


@action(permits.may_organise, lock="meeting")
def open_corrections(meeting: Occurrence, *, actor: Any, now: datetime) -> None:
    """Sends the draft to those who were present; they may correct it for seven days."""
    minutes = _minutes(meeting)
    rules.demand_draft(minutes.state)
    minutes.state, minutes.opened_at = Draft.corrections.value, now
    minutes.corrections_until = now + rules.CORRECTIONS
    record("minutes_opened", meeting.ref, actor=actor, now=now)


@action(permits.may_organise, lock="meeting")
def adopt_minutes(meeting: Occurrence, *, actor: Any, now: datetime) -> None:
    """From here on the minutes are locked."""
    minutes = _minutes(meeting)
    rules.demand_adoptable(minutes.state, minutes.corrections_until, now)
    minutes.state, minutes.adopted_at = Draft.adopted.value, now
    audience = meeting.series.space.audience
    record("minutes_adopted", meeting.ref, actor=actor, now=now, audience=audience, revision=minutes.version)


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
        item_id=sitting_rules.own_item(item, meeting.id),
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
    made.due, made.at, made.item_id, made.state = due, now, sitting_rules.own_item(item, meeting.id), "open"
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
