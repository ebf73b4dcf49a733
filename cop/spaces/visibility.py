"""Which spaces a person may see, as one SQL condition; what lies in a space asks it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select, true

from cop.kernel.db import db
from cop.spaces.models import Space, SpaceMember


def belongs(viewer: Any, facilitator: bool = False) -> ColumnElement[bool]:
    """The space has ``viewer`` among its people (as facilitator, if told so)."""
    mine = select(SpaceMember.id).where(SpaceMember.space_id == Space.id, SpaceMember.member_id == viewer.id)
    mine = mine.where(SpaceMember.facilitator) if facilitator else mine
    return exists(mine.correlate(Space))  # a query may have joined places itself


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Condition on Space: what ``viewer`` may read. Officers see every space; administrators have no such right."""
    if not viewer.is_member:
        return Space.visibility == "public"
    if "officer" in viewer.roles:
        return true()
    return or_(Space.visibility.in_(("public", "members")), belongs(viewer))


def tended_by(viewer: Any) -> ColumnElement[bool]:
    """Condition on Space: whose discussions ``viewer`` looks after; the secretariat looks after all."""
    return true() if "officer" in viewer.roles else belongs(viewer, facilitator=True)


def is_facilitator(viewer: Any, space_id: int) -> bool:
    return db.session.scalar(select(Space.id).where(Space.id == space_id, belongs(viewer, True))) is not None


def may_enter(viewer: Any, space_id: int) -> bool:
    """Whether ``viewer`` may read what lies in the space."""
    return db.session.scalar(select(Space.id).where(Space.id == space_id, visible_to(viewer))) is not None
