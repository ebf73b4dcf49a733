"""What is to be read for a meeting."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model
from cop.meetings.series.models import Occurrence


class Paper(Model):
    """Something of this site (``ref``) or of the web (``link``), for the whole meeting or one item of its agenda."""

    __tablename__ = "meeting_papers"
    __table_args__ = (CheckConstraint("(ref = '') <> (link = '')", "one_of"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"), index=True)
    title: Mapped[str]
    ref: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]

    meeting: Mapped[Occurrence] = relationship()

    @property
    def space_id(self) -> int:
        return self.meeting.space_id
