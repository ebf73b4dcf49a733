"""Reading declared interests: members see everyone's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from cop.kernel.db import db
from cop.members.interest_models import Interest
from cop.members.models import Member

MOST_NAMES = 200


def in_force(day: date) -> ColumnElement[bool]:
    """Condition on Interest: on that day."""
    return (Interest.since <= day) & or_(Interest.until.is_(None), Interest.until >= day)


def of(member: Member) -> list[Interest]:
    """All that a member declared, what goes on first, then the last to end."""
    declared = select(Interest).where(Interest.member_id == member.id)
    return list(
        db.session.scalars(declared.order_by(Interest.until.is_not(None), Interest.until.desc(), Interest.id))
    )


def own(viewer: Any, id: int) -> Interest | None:
    return db.session.scalar(select(Interest).where(Interest.id == id, Interest.member_id == viewer.id))


def names() -> list[str]:
    """Names that were declared, so that the same thing is called alike."""
    return list(
        db.session.scalars(select(Interest.name).distinct().order_by(Interest.name).limit(MOST_NAMES))
    )


def on(subjects: Iterable[tuple[str, str]], day: date) -> ColumnElement[bool]:
    """Condition on Interest: in force that day, and about one of these (what it is about, key)."""
    about = [(Interest.about == kind) & (Interest.key == key) for kind, key in subjects]
    return in_force(day) & or_(*about)
