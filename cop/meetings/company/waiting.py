"""Places of a meeting that has only so many, and the list of those who wait for one; in the caller's transaction."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from cop.kernel.db import db
from cop.kernel.ledger import record
from cop.kernel.permits import SYSTEM
from cop.meetings.company.models import Rsvp
from cop.meetings.company.rules import Answer, has_place, is_full
from cop.meetings.series.models import Occurrence

BATCH = 1_000


def settle(meeting: Occurrence, rsvp: Rsvp, answer: Answer, now: datetime) -> None:
    """Takes the answer: a yes gets a place or, where none is free, the end of the list; who waits already stays there."""
    held = has_place(rsvp.answer, rsvp.queued_at)
    waits = rsvp.queued_at is not None or is_full(meeting.places, meeting.coming)
    rsvp.queued_at = (rsvp.queued_at or now) if answer is Answer.yes and waits and not held else None
    rsvp.answer = answer.value
    meeting.coming += has_place(rsvp.answer, rsvp.queued_at) - held
    meeting.pulse += 1


def advance(meeting: Occurrence, now: datetime) -> None:
    """Gives the places that are free to those who have waited longest, and records whom they went to."""
    db.session.flush()
    first = select(Rsvp.id, Rsvp.member_id).where(Rsvp.meeting_id == meeting.id, Rsvp.queued_at.is_not(None))
    first = first.order_by(Rsvp.queued_at, Rsvp.id)
    if meeting.places is not None:
        first = first.limit(max(0, meeting.places - meeting.coming))
    given = db.session.execute(first).all()
    if given:
        _seat([row.id for row in given])
        meeting.coming += len(given)
        members = [row.member_id for row in given]
        record("places_given", meeting.ref, actor=SYSTEM, now=now, members=members)


def _seat(ids: list[int]) -> None:
    """In batches, as many values as a database takes in one statement."""
    for begin in range(0, len(ids), BATCH):
        placed = update(Rsvp).where(Rsvp.id.in_(ids[begin : begin + BATCH])).values(queued_at=None)
        db.session.execute(placed, execution_options={"synchronize_session": "fetch"})
