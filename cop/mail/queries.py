"""What is read about mail that came in."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from cop.kernel import paging
from cop.kernel.db import db
from cop.kernel.errors import Invalid
from cop.mail.models import Inbound
from cop.mail.rules import State
from cop.members import addresses
from cop.members.models import Address, Member


def by_key(key: str) -> Inbound | None:
    return db.session.scalar(select(Inbound).where(Inbound.key == key))


def unread(id: int) -> Inbound | None:
    """A mail that nothing was done with yet."""
    return db.session.scalar(select(Inbound).where(Inbound.id == id, Inbound.state == State.NEW.value))


def own(viewer: Any, id: int) -> Inbound | None:
    return db.session.scalar(select(Inbound).where(Inbound.id == id, Inbound.member_id == viewer.id))


def of(viewer: Any, cursor: str = "") -> paging.Page:
    """The mails of ``viewer`` that were taken, held or refused, the newest first."""
    shown = (State.TAKEN, State.HELD, State.REFUSED, State.DROPPED)
    listed = select(Inbound.id, Inbound.at, Inbound.subject, Inbound.state, Inbound.about)
    mine = listed.where(Inbound.member_id == viewer.id, Inbound.state.in_([s.value for s in shown]))
    return paging.read(mine, (Inbound.id,), cursor=cursor)


def held(viewer: Any) -> list[Inbound]:
    """Those that wait for ``viewer`` to say whether they sent them."""
    waits = select(Inbound).where(Inbound.member_id == viewer.id, Inbound.state == State.HELD.value)
    return list(db.session.scalars(waits.order_by(Inbound.id.desc()).limit(10)))


def is_own_address(member: Member, written: str) -> bool:
    """Whether a mail that says to be from there may be the member's: only an address that was confirmed counts."""
    try:
        key = addresses.key(written)
    except Invalid:
        return False
    known = select(Address.id).where(Address.member_id == member.id, Address.key == key)
    return db.session.scalar(known.where(Address.verified_at.is_not(None))) is not None
