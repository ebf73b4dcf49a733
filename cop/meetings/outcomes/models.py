"""What comes of a meeting: decisions, and who does what until when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model
from cop.meetings.series.models import Occurrence


class Decision(Model):
    """A decision, with the quorum as it was: ``quorum`` maps members, countries and groups to [have, needs]."""

    __tablename__ = "meeting_decisions"
    __table_args__ = (UniqueConstraint("meeting_id", "number"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    number: Mapped[int]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    text: Mapped[str]
    quorum: Mapped[dict[str, Any]]
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]

    meeting: Mapped[Occurrence] = relationship()

    @property
    def space_id(self) -> int:
        return self.meeting.space_id


class DecisionEnd(Model):
    """A decision holds no more: it was carried out or replaced, as ``note`` says."""

    __tablename__ = "meeting_decision_ends"
    decision_id: Mapped[int] = mapped_column(
        ForeignKey("meeting_decisions.id"), primary_key=True, autoincrement=False
    )
    note: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]


class ActionItem(Model):
    """What somebody will do until a date. It lives once and is listed at each later date of the series until closed."""

    __tablename__ = "action_items"
    __table_args__ = (
        UniqueConstraint("meeting_id", "number"),
        CheckConstraint("state IN ('open','done')", "state"),
        CheckConstraint("(state = 'done') = (closed_at IS NOT NULL)", "closed"),
        Index(None, "series_id", "state"),
        Index(None, "owner_id", "state"),
        Index(None, "state", "due"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("meeting_series.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    number: Mapped[int]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    text: Mapped[str]
    owner_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    due: Mapped[date]
    state: Mapped[str] = mapped_column(default="open")
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))

    meeting: Mapped[Occurrence] = relationship()

    @property
    def space_id(self) -> int:
        return self.meeting.space_id
