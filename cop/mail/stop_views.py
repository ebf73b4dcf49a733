"""Ending a thread's letters by one press, or by none but the mail program's own (RFC 8058); nobody need sign in.

Opening the address shows what it is about and changes nothing: programs that look at links end nobody's letters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app, redirect, url_for

from cop.delivery import level_actions, level_queries, tokens
from cop.delivery.level_rules import Level
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.permits import public
from cop.kernel.refs import split
from cop.kernel.web import Pages, keep_nowhere, page
from cop.members.models import Member

pages = Pages("stop", "/letters/stop")


@dataclass(frozen=True)
class Stopping:
    """Whose letters, of which thing."""

    raw: str
    member: Member
    place: Any
    address: str


def load(_viewer: Any, raw: str) -> Stopping | None:
    """None for an address that we never sent, and where its reader may not read any more."""
    told = tokens.read(current_app.extensions["cop"].config.data_dir, tokens.STOP, raw)
    member = db.session.get(Member, told.member) if told and clock.lately() <= told.until else None
    if told is None or member is None or not member.is_member:
        return None
    kind, id = split(told.about)
    place_of = current_app.extensions["cop"].hooks.get(f"letters_of:{kind}")
    place, address = place_of(id, member) if place_of else (None, "")
    return Stopping(raw, member, place, address) if place else None


@pages.get("/<raw>", public, load)
def ask(stopping: Stopping) -> Any:
    keep_nowhere()
    level = level_queries.chosen(stopping.member.id, stopping.place.ref).level
    return page("own_mail/stop.html", stopping=stopping, stopped=level is Level.MUTED)


@pages.post("/<raw>", public, load, sealed=True)
def stop(stopping: Stopping) -> Any:
    level_actions.choose_level(stopping.place, Level.MUTED, actor=stopping.member)
    return redirect(url_for("stop.ask", raw=stopping.raw), 303)
