"""Calendars that programs subscribe to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import FOREVER, Model


class CalendarFeed(Model):
    """A member's own calendar address. Its secret is random and kept hashed; a new one voids the one before."""

    __tablename__ = "calendar_feeds"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), unique=True)
    hash: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime]
