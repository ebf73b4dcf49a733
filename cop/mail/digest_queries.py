"""What is read about digests."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from cop.kernel.db import db
from cop.mail.digest_models import Digest
from cop.mail.models import Inbound
from cop.mail.rules import State
from cop.members.models import Member, Session


def digest_of(member: Member) -> Digest | None:
    return db.session.get(Digest, member.id)


def due(now: datetime, most: int = 200) -> list[Digest]:
    waiting = select(Digest).where(Digest.next_at <= now).order_by(Digest.next_at, Digest.member_id)
    return list(db.session.scalars(waiting.limit(most)))


def last_here(member: Member) -> datetime | None:
    """When the member last used the site or wrote by mail."""
    used = select(func.max(Session.used)).where(Session.member_id == member.id)
    wrote = select(func.max(Inbound.at)).where(
        Inbound.member_id == member.id, Inbound.state == State.TAKEN.value
    )
    return max((at for at in (db.session.scalar(used), db.session.scalar(wrote)) if at), default=None)
