"""Links in letters that do one thing once, without signing in: whose they are, what they are about, how they stand.

Opening one changes nothing, so programs that look at links do nothing either; the button of its page does it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import current_app, url_for

from cop.access import asking
from cop.delivery import tokens
from cop.delivery.tokens import ACT, Told
from cop.kernel import clock, keys
from cop.kernel.db import db
from cop.kernel.letters import ByLink
from cop.kernel.refs import split
from cop.members.models import Member


class Standing(StrEnum):
    OPEN = "open"
    USED = "used"
    LATE = "late"  # older than it lasts
    OVER = "over"  # nothing is asked any more, or not of this member
    BARE = "bare"  # its member must have a second factor and has none


@dataclass(frozen=True)
class Link:
    """``asked`` is what it does, None where nothing is asked any more; ``factor``: a second factor is shown with it."""

    raw: str
    told: Told
    member: Member
    asked: ByLink | None
    standing: Standing
    factor: bool


def link_to(about: str, reader: Member) -> str:
    folder = current_app.extensions["cop"].config.data_dir
    raw = tokens.token(folder, ACT, reader.id, about, clock.now())
    return url_for("links.act", raw=raw, _external=True)


def load(_viewer: Any, raw: str) -> Link | None:
    """None for an address that we never sent, and where its member does not take part any more."""
    told = tokens.read(current_app.extensions["cop"].config.data_dir, ACT, raw)
    member = db.session.get(Member, told.member) if told else None
    if told is None or member is None or not member.is_member:
        return None
    kind, id = split(told.about)
    asks = current_app.extensions["cop"].hooks.get(f"by_link:{kind}")
    asked = asks(id, member) if asks else None
    factor = asking.wants_factor(member)
    return Link(raw.lower(), told, member, asked, _standing(raw.lower(), told, member, asked, factor), factor)


def _standing(raw: str, told: Told, member: Member, asked: ByLink | None, factor: bool) -> Standing:
    if keys.is_spent(ACT, raw):
        return Standing.USED
    if asked is None:
        return Standing.OVER
    if clock.lately() > told.until:
        return Standing.LATE
    return Standing.BARE if factor and not member.factors else Standing.OPEN
