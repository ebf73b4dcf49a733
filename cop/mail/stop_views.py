"""Ending a thread's letters, or the digest, by one press or the mail program's own (RFC 8058), without signing in.

Opening the address shows what it is about and changes nothing: programs that look at links end nobody's letters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import current_app, redirect, url_for
from flask_babel import gettext as _

from cop.delivery import level_actions, level_queries, tokens
from cop.delivery.level_rules import Level
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.permits import public
from cop.kernel.refs import split
from cop.kernel.web import Pages, keep_nowhere, page
from cop.mail import digest_actions, digest_queries
from cop.members.models import Member

pages = Pages("stop", "/letters/stop")


@dataclass(frozen=True)
class Stopping:
    """Whose letters of what; ``address`` is where one chooses otherwise, ``end`` ends them."""

    raw: str
    title: str
    address: str
    stopped: bool
    end: Callable[[], None]


def load(_viewer: Any, raw: str) -> Stopping | None:
    """None for an address that we never sent, and where its reader may not read any more."""
    told = tokens.read(current_app.extensions["cop"].config.data_dir, tokens.STOP, raw)
    member = db.session.get(Member, told.member) if told and clock.lately() <= told.until else None
    if told is None or member is None or not member.is_member:
        return None
    return (_digest if told.about == f"digest:{member.id}" else _place)(raw, member, told.about)


def _digest(raw: str, member: Member, _about: str) -> Stopping:
    digest = digest_queries.digest_of(member)

    def end() -> None:
        digest_actions.choose_digest(member, [], False, actor=member)

    return Stopping(raw, _("Digest"), url_for("digests.choose"), digest is None or not digest.days, end)


def _place(raw: str, member: Member, about: str) -> Stopping | None:
    kind, id = split(about)
    place_of = current_app.extensions["cop"].hooks.get(f"letters_of:{kind}")
    place, address = place_of(id, member) if place_of else (None, "")
    if place is None:
        return None
    level = level_queries.chosen(member.id, place.ref).level

    def end() -> None:
        level_actions.choose_level(place, Level.MUTED, actor=member)

    return Stopping(raw, place.title, f"{address}#letters", level is Level.MUTED, end)


@pages.get("/<raw>", public, load)
def ask(stopping: Stopping) -> Any:
    keep_nowhere()
    return page("own_mail/stop.html", stopping=stopping)


@pages.post("/<raw>", public, load, sealed=True)
def stop(stopping: Stopping) -> Any:
    stopping.end()
    return redirect(url_for("stop.ask", raw=stopping.raw), 303)
