"""Who pauses, and until when."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from cop.kernel.db import db
from cop.members.models import Member
from cop.privacy.pause_models import Pause

WEEK = timedelta(days=7)
BATCH = 500


def running(member: Member) -> Pause | None:
    own = (Pause.member_id == member.id) & Pause.ended_at.is_(None)
    return db.session.scalar(select(Pause).where(own))


def over(now: datetime) -> list[Pause]:
    """Pauses whose last day has passed."""
    due = select(Pause).where(Pause.ended_at.is_(None), Pause.until <= now).order_by(Pause.until)
    return list(db.session.scalars(due.limit(BATCH)))


def to_gather(now: datetime) -> list[Pause]:
    """Pauses of those who want one letter a week, and had none for a week."""
    due = Pause.ended_at.is_(None) & Pause.digest & (Pause.digested_at <= now - WEEK)
    return list(db.session.scalars(select(Pause).where(due).order_by(Pause.id)))
