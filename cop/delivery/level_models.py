"""The levels that members chose, or that came with what they did."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import Model

EVERYWHERE = ""


class NotificationLevel(Model):
    """A member's level for ``subject``: a ref ("thread:5", "space:2"), or EVERYWHERE. No row: as what it lies in."""

    __tablename__ = "notification_levels"
    __table_args__ = (
        CheckConstraint("level BETWEEN 0 AND 3", "level"),
        CheckConstraint("why IN ('chosen','began','answered')", "why"),
        Index(None, "subject", "level"),
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[int]
    why: Mapped[str]
