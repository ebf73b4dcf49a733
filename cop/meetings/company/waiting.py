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

NOTHING_HELD = {"synchronize_session": False}  # thousands are not looked for among what is held


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
    waits = (Rsvp.meeting_id == meeting.id) & Rsvp.queued_at.is_not(None)
    first = select(Rsvp.id).where(waits).order_by(Rsvp.queued_at, Rsvp.id)
    if meeting.places is not None:
        first = first.limit(max(0, meeting.places - meeting.coming))
    seated = update(Rsvp).where(Rsvp.id.in_(first.scalar_subquery())).values(queued_at=None)
    members = sorted(db.session.scalars(seated.returning(Rsvp.member_id), execution_options=NOTHING_HELD))
    if members:
        _forget_held(meeting)
        meeting.coming += len(members)
        record("places_given", meeting.ref, actor=SYSTEM, now=now, members=members)


def _forget_held(meeting: Occurrence) -> None:
    """The few answers that this transaction has read are read anew."""
    for one in db.session.identity_map.values():
        if isinstance(one, Rsvp) and one.meeting_id == meeting.id:
            db.session.expire(one, ["queued_at"])
