"""Sessions: a row each, revocable, with idle and absolute timeouts; members.entrance alone begins them."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import flask_login
from flask import Flask, g
from flask import session as cookie
from sqlalchemy import ColumnElement, bindparam, select, update
from sqlalchemy.orm import joinedload

from cop.kernel import clock, keys
from cop.kernel.db import db, write_apart
from cop.kernel.errors import N_, Forbidden
from cop.kernel.installation import Installation
from cop.members import personas
from cop.members.models import Member, Session, Visitor
from cop.members.rules import SECOND

IDLE = timedelta(days=14)
ABSOLUTE = timedelta(days=60)
WRITE_USE_EVERY = timedelta(minutes=5)


def init_app(app: Flask) -> None:
    manager = flask_login.LoginManager(app)
    manager.anonymous_user = Visitor
    manager.session_protection = None  # the table revokes; an address change on a train must not sign out
    manager.user_loader(member_of)
    app.teardown_request(_note_use)


def begin(member: Member, device: str, now: datetime) -> str:
    """A new session's secret, in the caller's transaction. Raises Forbidden unless the member is in force."""
    demand_in_force(member)
    raw = secrets.token_urlsafe(32)
    times = {"begun": now, "used": now, "proven": now}
    db.session.add(Session(member_id=member.id, hash=keys.hashed(raw), device=device[:120], **times))
    db.session.flush()
    return raw


def demand_in_force(member: Member) -> None:
    if not member.is_member:
        raise Forbidden(
            N_(
                "This account cannot sign in now. It may wait for approval: the secretariat writes when it is decided."
            )
        )


def keep(member: Member, raw: str) -> None:
    """Puts the session's secret into the signed cookie; a fresh cookie, so that nothing planted before survives."""
    cookie.clear()
    member.session_id = raw
    flask_login.login_user(member)
    cookie.permanent = True


def end(raw: str, now: datetime) -> None:
    db.session.execute(update(Session).where(Session.hash == keys.hashed(raw)).values(ended=now))


def end_all(member: Member, now: datetime, but: str = "") -> None:
    """Ends every session of ``member``, but for the one whose secret is ``but``; who is half signed in begins anew."""
    open_ones = (
        (Session.member_id == member.id) & Session.ended.is_(None) & (Session.hash != keys.hashed(but))
    )
    db.session.execute(update(Session).where(open_ones).values(ended=now))
    keys.void(SECOND, member.ref, now)


def prove(member: Member, now: datetime) -> None:
    """In the caller's transaction: the session that the request came with has just shown whose it is."""
    here = Session.hash == keys.hashed(member.session_id)
    db.session.execute(update(Session).where(here).values(proven=now))


def live(now: datetime) -> ColumnElement[bool]:
    """Condition on Session: not ended, used lately, not begun too long ago."""
    return (Session.ended.is_(None)) & (Session.used > now - IDLE) & (Session.begun > now - ABSOLUTE)


def member_of(raw: str) -> Member | None:
    """The member of a live session, for Flask-Login, in one query; notes when its use must be written."""
    now = clock.lately()
    asked = {"hash": keys.hashed(raw), "used_since": now - IDLE, "begun_since": now - ABSOLUTE}
    found = db.session.execute(_by_hash(), asked).unique().first()
    if found is None or not found.Member.is_member:
        return None
    if now - found.used > WRITE_USE_EVERY:
        g.session_used = (found.id, now)
    found.Member.session_id = raw
    found.Member.factors_asked = found.asked
    found.Member.proven_at = now if personas.stands_for(found.Member) else found.proven
    return found.Member


@cache
def _by_hash() -> Any:
    """Every page of a member begins with it: put together once a process."""
    asked = select(Installation.factors_since).scalar_subquery()  # the one row
    with_rights = (joinedload(Member.grants), joinedload(Member.mandates))
    return (
        select(Session.id, Session.used, Session.proven, asked.label("asked"), Member)
        .join(Member, Member.id == Session.member_id)
        .where(Session.hash == bindparam("hash"), Session.ended.is_(None))
        .where(Session.used > bindparam("used_since"), Session.begun > bindparam("begun_since"))
        .options(*with_rights)
    )


def _note_use(_error: BaseException | None) -> None:
    """After the page is sent: no page waits for it."""
    if used := g.pop("session_used", None):
        id, now = used
        write_apart(lambda c: c.execute(update(Session).where(Session.id == id).values(used=now)))
