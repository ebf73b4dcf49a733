"""The one login function: whoever gets in, by whatever way, is admitted here. It demands a member in force.

Who has a second factor gets, for the first, a pass to the question for the second: a token of that one purpose,
hashed at rest and void after ten minutes. A session flagged as unfinished would have to be refused by everything that
ever reads sessions; a token opens nothing, since one page alone asks for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import session as cookie
from flask import url_for
from sqlalchemy import select

from cop.kernel import keys
from cop.kernel.db import db
from cop.kernel.ledger import NOBODY, record
from cop.kernel.permits import Actor
from cop.kernel.web import own_path
from cop.members import sessions
from cop.members.models import KnownDevice, Member, Session
from cop.members.rules import LASTS, SECOND


@dataclass(frozen=True)
class Browser:
    """What signs in: its name ("Firefox, Windows"), and the random mark of its lasting cookie ("" for none)."""

    name: str = ""
    marker: str = ""


@dataclass(frozen=True)
class Admitted:
    """``secret`` is a session's or, while not ``whole``, that of a pass to the question for a second factor."""

    member: Member
    secret: str
    whole: bool


def admit(member: Member, browser: Browser, *, actor: Actor, now: datetime, second: bool = False) -> Admitted:
    """In the caller's transaction, after a proof of who comes; ``second``: a second factor was part of it.

    Raises Forbidden unless the member is in force.
    """
    sessions.demand_in_force(member)
    if member.factors and not second:
        return Admitted(member, keys.mint(SECOND, member.ref, LASTS[SECOND], now), whole=False)
    raw = sessions.begin(member, browser.name, now)
    record("session_begun", member.ref, actor=actor, now=now, audience=NOBODY)
    _recognise(member, browser, raw, now)
    return Admitted(member, raw, whole=True)


def _recognise(member: Member, browser: Browser, raw: str, now: datetime) -> None:
    """Notes the browser, and that the member is to hear of one not seen before; not of the very first."""
    if not browser.marker:
        return
    mine = select(KnownDevice).where(KnownDevice.member_id == member.id)
    known = {device.hash: device for device in db.session.scalars(mine)}
    mark = keys.hashed(f"{member.id}:{browser.marker}")
    device = known.get(mark) or KnownDevice(member_id=member.id, hash=mark)
    device.used = now
    db.session.add(device)
    if known and mark not in known:
        session = db.session.scalar(select(Session.id).where(Session.hash == keys.hashed(raw)))
        record("device_met", member.ref, actor=member, now=now, audience=NOBODY, session=session)


def hand_over(admitted: Admitted) -> None:
    """Puts what the browser got into the signed cookie; a fresh one, so that nothing planted before survives."""
    if admitted.whole:
        sessions.keep(admitted.member, admitted.secret)
    else:
        cookie.clear()
        cookie[SECOND] = admitted.secret


def onward(admitted: Admitted, wished: str) -> str:
    """Where the browser goes next: to its own page that it ``wished`` for, or to the second factor first."""
    wished = own_path(wished)
    return wished if admitted.whole else url_for("second.ask", next=wished)
