"""Which terms are in force, who agreed to what, and who has to be asked."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import load_only

from cop.kernel import keys, text
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.members.models import Member, Session
from cop.members.rules import IN_FORCE
from cop.privacy.consent_models import Consent, Terms

FIRST = Path(__file__).parent.parent / "data" / "terms.md"
BATCH = 1_000


def in_force() -> Terms | None:
    return db.session.scalar(select(Terms).order_by(Terms.version.desc()).limit(1))


def version(_viewer: Any, version: int) -> Terms | None:
    return db.session.scalar(select(Terms).where(Terms.version == version))


def versions() -> list[Terms]:
    """All of them, newest first, without their texts."""
    shown = load_only(Terms.id, Terms.version, Terms.since, Terms.changes)
    return list(db.session.scalars(select(Terms).options(shown).order_by(Terms.version.desc())))


def history(member: Member) -> list[Consent]:
    """What the member agreed to, newest first."""
    own = select(Consent).where(Consent.member_id == member.id)
    return list(db.session.scalars(own.order_by(Consent.id.desc())))


def has(member: Member, terms: Terms) -> bool:
    """Whether the member agreed to this version."""
    same = (Consent.member_id == member.id) & (Consent.terms_id == terms.id)
    return db.session.scalar(select(Consent.id).where(same)) is not None


def begin(now: datetime) -> None:
    """The terms every community begins with, in the caller's transaction; left alone where there are some."""
    if in_force() is None:
        add(FIRST.read_text(encoding="utf-8"), "", None, now)


def add(source: str, changes: str, by: Member | None, now: datetime) -> Terms:
    """The next version, in the caller's transaction. Raises Invalid for text that cannot be kept."""
    written, last = text.write(source), in_force()
    made = Terms(version=last.version + 1 if last else 1, since=now, by_id=by.id if by else None)
    made.source, made.html, made.renderer, made.changes = (
        written.source,
        written.html,
        written.renderer,
        changes,
    )
    db.session.add(made)
    db.session.flush()
    return made


def note(member: Member, now: datetime, joining: bool) -> Terms | None:
    """Writes down, in the caller's transaction, that the member agreed to what is in force; once."""
    terms = in_force()
    if terms is None:
        return None
    if not has(member, terms):
        db.session.add(Consent(member_id=member.id, terms_id=terms.id, at=now, joining=joining))
    member.terms_due = False
    return terms


def joined(member: Member, now: datetime) -> None:
    """Who asks to join has agreed: the form demands it."""
    note(member, now, joining=True)


def begin_late(now: datetime) -> None:
    """On a tick: a community that is older than its terms gets the first, and its members are asked."""
    if in_force() is None:
        with transaction():
            begin(now)
        ask_everyone({}, now)


def ask_everyone(_payload: dict[str, Any], _now: datetime) -> None:
    """Task ``terms``: whoever has not agreed to what is in force is asked at the next signing in; in batches."""
    found = BATCH
    while found == BATCH:
        with transaction():
            found = _ask_some()


def _ask_some() -> int:
    newest = select(func.max(Terms.id)).scalar_subquery()
    agreed = exists().where(Consent.member_id == Member.id, Consent.terms_id == newest)
    missing = Member.state.in_(IN_FORCE) & ~Member.terms_due & ~agreed
    ids = list(db.session.scalars(select(Member.id).where(missing).order_by(Member.id).limit(BATCH)))
    db.session.execute(update(Member).where(Member.id.in_(ids)).values(terms_due=True))
    return len(ids)


def is_asked(viewer: Member) -> bool:
    """Whether this session began after what is in force, and the member has not agreed to it.

    Who was signed in before goes on until the next signing in.
    """
    terms = in_force()
    begun = db.session.scalar(select(Session.begun).where(Session.hash == keys.hashed(viewer.session_id)))
    return terms is not None and begun is not None and begun >= terms.since
