"""A member's own files of data."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from cop.kernel.db import db
from cop.members.models import Member
from cop.privacy.export_models import MAKING, READY, Export

SHOWN = 10


def running(member: Member) -> Export | None:
    making = (Export.member_id == member.id) & (Export.state == MAKING)
    return db.session.scalar(select(Export).where(making))


def latest(member: Member) -> list[Export]:
    """The last ones asked for, newest first."""
    own = select(Export).where(Export.member_id == member.id)
    return list(db.session.scalars(own.order_by(Export.asked_at.desc(), Export.id.desc()).limit(SHOWN)))


def ready(viewer: Any, id: int) -> Export | None:
    """One's own, while its file is there."""
    own = (Export.id == id) & (Export.member_id == viewer.id) & (Export.state == READY)
    return db.session.scalar(select(Export).where(own))
