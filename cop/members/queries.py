"""What is read about people and their accounts; other features find people in ``people``."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from cop.kernel import installation, keys, paging, refs
from cop.kernel.db import db
from cop.members.models import Address, Credential, Group, Member, Organisation, Session
from cop.members.rules import IN_FORCE, State
from cop.members.sessions import live

MOST_OFFERED = 150


def groups() -> list[Group]:
    return list(db.session.scalars(select(Group).order_by(Group.order)))


def organisations_offered() -> list[str]:
    """Names for a list to pick from: of organisations whose members take part, those with most of them."""
    counted = (
        select(Organisation.name)
        .join(Member, Member.organisation_id == Organisation.id)
        .where(Member.state.in_(IN_FORCE))
        .group_by(Organisation.id)
        .order_by(func.count().desc(), Organisation.id)
    )
    return list(db.session.scalars(counted.limit(MOST_OFFERED)))


def address(key: str) -> Address | None:
    return db.session.scalar(select(Address).where(Address.key == key))


def password_of(key: str) -> tuple[Member | None, str]:
    """The member at an address and the kept hash of the password; (None, "") for nobody."""
    found = db.session.execute(
        select(Member, Credential.secret)
        .join(Address, Address.member_id == Member.id)
        .join(Credential, (Credential.member_id == Member.id) & (Credential.kind == "password"))
        .where(Address.key == key)
    ).first()
    return (found.Member, found.secret) if found else (None, "")


def address_by_link(purpose: str, raw: str, now: datetime) -> Address | None:
    """The address that a link in mail was sent to, while the link holds. Looking does not use it."""
    token = keys.peek(purpose, raw, now)
    return db.session.get(Address, refs.split(token.subject)[1]) if token else None


def needs_set_up() -> bool:
    """Whether a real community waits for its first secretariat account."""
    row = db.session.get(installation.Installation, 1)
    return row is not None and row.setup_hash != ""


def waiting(cursor: str = "", size: int = 20) -> paging.Page:
    """Who waits for approval, longest first."""
    listed = (
        select(Member).where(Member.state == State.awaiting.value).options(selectinload(Member.addresses))
    )
    return paging.read(listed, (Member.registered_at, Member.id), cursor=cursor, size=size, descending=False)


def waiting_since() -> tuple[int, datetime | None]:
    """How many wait for approval, and since when the first of them."""
    counted = select(func.count(), func.min(Member.registered_at)).where(Member.state == State.awaiting.value)
    number, oldest = db.session.execute(counted).one()
    return number, oldest


def sessions_of(member: Member, now: datetime) -> list[Session]:
    """The browsers in which the member is signed in, last used first."""
    mine = select(Session).where(Session.member_id == member.id, live(now))
    return list(db.session.scalars(mine.order_by(Session.used.desc(), Session.id.desc())))


def by_slug_in_force(slug: str) -> Member | None:
    return db.session.scalar(select(Member).where(Member.slug == slug, Member.state.in_(IN_FORCE)))


def file(viewer: Any, id: int) -> Member | None:
    """Everything the secretariat keeps about a person."""
    if not viewer.roles:
        return None
    return db.session.scalar(select(Member).where(Member.id == id).options(selectinload(Member.addresses)))


def waiting_among(ids: list[int]) -> list[Member]:
    """Those of ``ids`` who wait for approval."""
    listed = select(Member).where(Member.id.in_(ids[:100]), Member.state == State.awaiting.value)
    return list(db.session.scalars(listed.order_by(Member.id)))
