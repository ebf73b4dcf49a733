"""What a meeting is about, item by item."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model
from cop.meetings.series.models import Occurrence


class AgendaItem(Model):
    """``ref`` is what the item is about ("statement:4"), "" for nothing of this site. ``began_at`` and ``ended_at`` are
    when the meeting took it up and left it."""

    __tablename__ = "agenda_items"
    __table_args__ = (
        CheckConstraint("minutes > 0", "minutes"),
        Index(None, "meeting_id", "position", "id"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    position: Mapped[int]
    title: Mapped[str]
    note: Mapped[str]
    minutes: Mapped[int]
    presenter: Mapped[str]
    ref: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    meeting: Mapped[Occurrence] = relationship()

    @property
    def space_id(self) -> int:
        return self.meeting.space_id
