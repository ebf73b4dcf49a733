"""What is read about second factors."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from cop.access.models import Passkey, RecoveryCode, Totp
from cop.kernel import keys, refs
from cop.kernel.db import db
from cop.members.models import Member
from cop.members.rules import SECOND


def app_of(member: Member) -> Totp | None:
    """The member's app, confirmed or not yet."""
    return db.session.scalar(select(Totp).where(Totp.member_id == member.id))


def passkeys_of(member: Member) -> list[Passkey]:
    mine = select(Passkey).where(Passkey.member_id == member.id)
    return list(db.session.scalars(mine.order_by(Passkey.id)))


def passkey_of(viewer: Any, id: int) -> Passkey | None:
    """One of the viewer's own."""
    return db.session.scalar(select(Passkey).where(Passkey.id == id, Passkey.member_id == viewer.id))


def passkey(credential: str) -> Passkey | None:
    return db.session.scalar(select(Passkey).where(Passkey.credential == credential))


def codes_left(member: Member) -> int:
    unused = (RecoveryCode.member_id == member.id) & RecoveryCode.used_at.is_(None)
    return db.session.scalar(select(func.count()).where(unused)) or 0


def factors(member: Member) -> int:
    """Second factors in use, counted: what ``Member.factors`` keeps."""
    apps = select(func.count()).where(Totp.member_id == member.id, Totp.confirmed_at.is_not(None))
    keys_ = select(func.count()).where(Passkey.member_id == member.id)
    return (db.session.scalar(apps) or 0) + (db.session.scalar(keys_) or 0)


def member_of_pass(raw: str, now: datetime) -> Member | None:
    """Who has shown a password and is asked for a second factor; looking does not use the pass."""
    token = keys.peek(SECOND, raw, now)
    return db.session.get(Member, refs.split(token.subject)[1]) if token else None


def drift() -> Iterable[str]:
    """Members whose kept number of factors is not what is counted."""
    apps = select(Totp.member_id).where(Totp.confirmed_at.is_not(None))
    counted = apps.union_all(select(Passkey.member_id)).subquery()
    number = select(func.count()).where(counted.c.member_id == Member.id).scalar_subquery()
    for member in db.session.execute(
        select(Member.id, Member.factors, number).where(Member.factors != number)
    ):
        yield f"member:{member.id} keeps {member.factors} second factors and has {member[2]}"
