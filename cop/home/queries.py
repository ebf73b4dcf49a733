"""What home gathers from the features' manifests: what awaits a member, what is new, what everyone may see."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import current_app
from sqlalchemy import func, select

from cop.kernel import owing
from cop.kernel.db import db
from cop.kernel.features import Awaiting, FrontPart, House, News
from cop.members.models import Group, Member
from cop.members.rules import IN_FORCE

NEWEST = 12
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def _house() -> House:
    return current_app.extensions["cop"]


def awaiting(viewer: Any, now: datetime) -> list[Awaiting]:
    """All that waits for ``viewer``, the most urgent first, undated things last."""
    found = [one for ask in _house().each("awaiting") for one in ask(viewer, now)]
    found += owing.awaiting(_house().owed, viewer, now)
    return sorted(found, key=lambda one: (one.due or NEVER, one.title))


def news(viewer: Any, now: datetime) -> list[News]:
    """The latest of every feature that ``viewer`` may see, newest first."""
    found = [one for ask in _house().each("news") for one in ask(viewer, now)]
    return sorted(found, key=lambda one: one.at, reverse=True)[:NEWEST]


def front(now: datetime) -> list[FrontPart]:
    """What everyone may see; a feature with nothing public is left out."""
    parts = [part for ask in _house().each("front") if (part := ask(now)).rows]
    return sorted(parts, key=lambda part: not part.leads)


def presence() -> tuple[int, int]:
    """How many members and how many countries take part."""
    counted = select(func.count(Member.id), func.count(Member.country.distinct())).where(
        Member.state.in_(IN_FORCE)
    )
    members, countries = db.session.execute(counted).one()
    return members, countries


def groups() -> list[Group]:
    return list(db.session.scalars(select(Group).order_by(Group.order)))
