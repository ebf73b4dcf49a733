"""What is read about people and their accounts; other features find people in ``people``."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from cop.kernel import installation, keys, refs
from cop.kernel.db import db
from cop.members.models import Address, ChangeRequest, Credential, Group, Member, Organisation, Session
from cop.members.rules import IN_FORCE
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


def sessions_of(member: Member, now: datetime) -> list[Session]:
    """The browsers in which the member is signed in, last used first."""
    mine = select(Session).where(Session.member_id == member.id, live(now))
    return list(db.session.scalars(mine.order_by(Session.used.desc(), Session.id.desc())))


def by_slug_in_force(slug: str) -> Member | None:
    return db.session.scalar(select(Member).where(Member.slug == slug, Member.state.in_(IN_FORCE)))


def session_of(viewer: Any, id: int) -> Session | None:
    """One of the viewer's own sessions that are open."""
    own = (Session.id == id) & (Session.member_id == viewer.id) & Session.ended.is_(None)
    return db.session.scalar(select(Session).where(own))


def open_change(member: Member) -> ChangeRequest | None:
    """What the member asked the secretariat to change and is not decided."""
    mine = (ChangeRequest.member_id == member.id) & ChangeRequest.decided_at.is_(None)
    return db.session.scalar(select(ChangeRequest).where(mine))


def oneself(viewer: Any) -> Any:
    """Whose account it is; a visitor is asked to sign in by the permit."""
    return viewer


def session_here(member: Member) -> int:
    """The id of the session that the member's request came with."""
    here = select(Session.id).where(Session.hash == keys.hashed(member.session_id))
    return db.session.scalar(here) or 0
