"""A question to the room, which binds nobody: numbers are shown once it is closed, and never who said what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from cop.kernel import text
from cop.kernel.actions import action, lock_row
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove
from cop.kernel.ledger import NOBODY, record
from cop.meetings import permits
from cop.meetings.room import rules as room_rules
from cop.meetings.room.models import StrawPoll, StrawVote
from cop.meetings.room.taking import changed
from cop.meetings.series import rules
from cop.meetings.series.models import Occurrence

MOST_POLLS = 30


@action(permits.may_organise, lock="meeting")
def ask_room(
    meeting: Occurrence, question: str, options: Sequence[str], *, actor: Any, now: datetime
) -> StrawPoll:
    """Raises Invalid at ``options``, IllegalMove unless the meeting sits."""
    _demand_sitting(meeting, now)
    answers = [text.line(option) for option in options]
    room_rules.demand_options(answers)
    last = (
        db.session.scalar(select(func.max(StrawPoll.number)).where(StrawPoll.meeting_id == meeting.id)) or 0
    )
    if last >= MOST_POLLS:
        raise IllegalMove(N_("%(most)d straw polls are enough for one meeting."), most=MOST_POLLS)
    poll = StrawPoll(
        meeting=meeting, number=last + 1, question=question, options=answers, by_id=actor.id, at=now
    )
    db.session.add(poll)
    changed(meeting)
    record("straw_poll_opened", meeting.ref, actor=actor, now=now, number=poll.number)
    return poll


def _demand_sitting(meeting: Occurrence, now: datetime) -> None:
    rules.demand_begun(meeting.slot, now)
    if not room_rules.in_session(meeting.slot, now):
        raise IllegalMove(N_("The meeting is over. A straw poll is for those who sit together."))


@action(permits.may_enter_room, lock="poll")
def answer_straw_poll(poll: StrawPoll, choice: int, *, actor: Any, now: datetime) -> None:
    """One answer a member, which can be changed while the poll is open."""
    if poll.closed_at is not None:
        raise IllegalMove(N_("This straw poll is closed. Its numbers stand in the room."))
    _demand_sitting(poll.meeting, now)
    room_rules.demand_choice(choice, poll.options)
    own = (StrawVote.poll_id == poll.id) & (StrawVote.member_id == actor.id)
    vote = db.session.scalar(select(StrawVote).where(own)) or StrawVote(poll_id=poll.id, member_id=actor.id)
    vote.choice, vote.at = choice, now
    db.session.add(vote)
    lock_row(poll.meeting)
    changed(poll.meeting)
    record("straw_poll_answered", poll.meeting.ref, actor=actor, now=now, audience=NOBODY, number=poll.number)


@action(permits.may_organise, lock="poll")
def close_straw_poll(poll: StrawPoll, *, actor: Any, now: datetime) -> None:
    """From here on everyone in the room sees the numbers."""
    if poll.closed_at is None:
        poll.closed_at = now
        lock_row(poll.meeting)
        changed(poll.meeting)
        record("straw_poll_closed", poll.meeting.ref, actor=actor, now=now, number=poll.number)
