"""Drafts that wait for clearance, to their author and reviewer alone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import or_, select
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
