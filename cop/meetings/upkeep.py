"""What the clock does to meetings, and what is kept of them recounted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import and_, func, select

from cop.kernel.db import db
from cop.kernel.permits import SYSTEM
from cop.meetings.company.models import Rsvp
from cop.meetings.company.rules import Answer
from cop.meetings.series import actions, queries
from cop.meetings.series.models import Occurrence


def conclude_ended(now: datetime) -> None:
    """Meetings that are over say so."""
    for meeting in queries.ended(now):
        actions.conclude(meeting, actor=SYSTEM, now=now)


def drift() -> Iterable[str]:
    """Meetings whose kept number of people coming is not that of the answers that have a place."""
    said_yes = and_(
        Rsvp.meeting_id == Occurrence.id, Rsvp.answer == Answer.yes.value, Rsvp.queued_at.is_(None)
    )
    counted = select(Occurrence.id, Occurrence.coming, func.count(Rsvp.id)).outerjoin(Rsvp, said_yes)
    for id, kept, really in db.session.execute(counted.group_by(Occurrence.id, Occurrence.coming)):
        if kept != really:
            yield f"meeting {id}: {kept} coming kept, {really} counted"
