"""What is read about digests."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from cop.kernel.db import db
from cop.mail.digest_models import Digest
from cop.members.models import Member


def digest_of(member: Member) -> Digest | None:
    return db.session.get(Digest, member.id)


def due(now: datetime, most: int = 200) -> list[Digest]:
    waiting = select(Digest).where(Digest.next_at <= now).order_by(Digest.next_at, Digest.member_id)
    return list(db.session.scalars(waiting.limit(most)))
