"""Drafts, to their author and reviewer alone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import joinedload

from cop.clearance.models import Clearance, Waiting
from cop.kernel.db import db

MOST = 50


def _mine(viewer: Any) -> Any:
    return or_(Waiting.author_id == viewer.id, Waiting.reviewer_id == viewer.id)


def draft(viewer: Any, id: int) -> Waiting | None:
    if not viewer.is_member:
        return None
    return db.session.scalar(select(Waiting).where(Waiting.id == id, _mine(viewer)))


def typed(member: Any, about: str) -> Waiting | None:
    """What ``member`` is typing at the thing called ``about``, as it was kept last."""
    own = (Waiting.author_id == member.id) & (Waiting.about == about) & Waiting.typed
    return db.session.scalar(select(Waiting).where(own)) if member.is_member else None


def is_typing(member_id: Any, about: Any) -> ColumnElement[bool]:
    """Condition: there is such a text."""
    return exists().where(Waiting.author_id == member_id, Waiting.about == about, Waiting.typed)


def of(viewer: Any) -> list[Waiting]:
    """The viewer's own, and those the viewer is to clear, the oldest first."""
    people = (joinedload(Waiting.author), joinedload(Waiting.reviewer))
    listed = select(Waiting).where(_mine(viewer)).options(*people).order_by(Waiting.id)
    return list(db.session.scalars(listed.limit(MOST)))


def awaited(viewer: Any) -> list[Waiting]:
    """Those that the viewer is to clear, and the viewer's own that were answered."""
    to_clear = (Waiting.reviewer_id == viewer.id) & (Waiting.state == Clearance.WAITING)
    answered = (Waiting.author_id == viewer.id) & (Waiting.state != Clearance.WAITING)
    people = (joinedload(Waiting.author), joinedload(Waiting.reviewer))
    listed = select(Waiting).where(or_(to_clear, answered)).options(*people).order_by(Waiting.id)
    return list(db.session.scalars(listed.limit(MOST)))
