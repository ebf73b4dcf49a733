"""What is taken down while a meeting sits: key points, what is parked, straw polls."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model
from cop.meetings.series.models import Occurrence


class Note(Model):
    """A key point ("point"), or what is put aside for another time ("parked"); each is a row, so that two who write
    at once add two. ``closed_at``: the point was struck out, what was parked has been taken up."""

    __tablename__ = "meeting_notes"
    __table_args__ = (
        CheckConstraint("kind IN ('point','parked')", "kind"),
        Index(None, "meeting_id", "kind"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"), index=True)
    kind: Mapped[str]
    text: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    closed_at: Mapped[datetime | None]

    meeting: Mapped[Occurrence] = relationship()

    @property
    def space_id(self) -> int:
        return self.meeting.space_id


class StrawPoll(Model):
    """A question put to the room, which binds nobody; ``options`` are its answers in order."""

    __tablename__ = "straw_polls"
    __table_args__ = (UniqueConstraint("meeting_id", "number"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    number: Mapped[int]
    question: Mapped[str]
    options: Mapped[list[Any]]
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    meeting: Mapped[Occurrence] = relationship()

    @property
    def space_id(self) -> int:
        return self.meeting.space_id


class StrawVote(Model):
    """A member's answer to a straw poll: ``choice`` counts its options from 0. Only their numbers are ever shown."""

    __tablename__ = "straw_votes"
    __table_args__ = (
        UniqueConstraint("poll_id", "member_id"),
        CheckConstraint("choice >= 0", "choice"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("straw_polls.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    choice: Mapped[int]
    at: Mapped[datetime]
