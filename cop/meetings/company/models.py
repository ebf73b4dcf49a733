"""Who comes to a meeting, and who was there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import FOREVER, Model


class Rsvp(Model):
    """A member's answer, with the group and country the member had then. ``queued_at``: a yes that waits for a place,
    and since when. ``replied`` sorts the answer that a calendar program sent last, "" where none did."""

    __tablename__ = "rsvps"
    __table_args__ = (
        UniqueConstraint("meeting_id", "member_id"),
        CheckConstraint("answer IN ('yes','maybe','no')", "answer"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    answer: Mapped[str]
    comment: Mapped[str] = mapped_column(default="")
    group_key: Mapped[str] = mapped_column(ForeignKey("groups.key"))
    country: Mapped[str]
    at: Mapped[datetime]
    queued_at: Mapped[datetime | None]
    replied: Mapped[str] = mapped_column(default="", server_default="")


class Attendance(Model):
    """A member was there, of the group and country the member had then."""

    __tablename__ = "attendances"
    __table_args__ = (UniqueConstraint("meeting_id", "member_id"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    group_key: Mapped[str] = mapped_column(ForeignKey("groups.key"))
    country: Mapped[str]
    at: Mapped[datetime]
