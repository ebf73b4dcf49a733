"""What the clock does to polls, and how long guests are remembered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from cop.kernel.db import db
from cop.kernel.permits import SYSTEM
from cop.polls import actions, queries
from cop.polls.models import PollAnswer, PollGuest
from cop.polls.rules import REMINDED


def close_due(now: datetime) -> None:
    for poll in queries.due_to_close(now):
        actions.close_poll(poll, actor=SYSTEM, now=now)


def remind_due(now: datetime) -> None:
    for poll in queries.due_to_remind(now, REMINDED):
        actions.remind_of_poll(poll, actor=SYSTEM, now=now)


def forget_guests(before: datetime, most: int) -> int:
    """Deletes guests invited before then, and what they answered."""
    old = select(PollGuest.id).where(PollGuest.at < before).order_by(PollGuest.id).limit(most)
    ids = list(db.session.scalars(old))
    db.session.execute(delete(PollAnswer).where(PollAnswer.guest_id.in_(ids)))
    db.session.execute(delete(PollGuest).where(PollGuest.id.in_(ids)))
    return len(ids)
