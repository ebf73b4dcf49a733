"""Minutes and their saved texts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import FOREVER, Model
from cop.meetings.minutes.rules import Draft


class Minutes(Model):
    """The minutes of one date; the text stands in its revisions, of which ``version`` is the newest."""

    __tablename__ = "minutes"
    __table_args__ = (
        CheckConstraint("state IN ('draft','corrections','adopted')", "state"),
        CheckConstraint("state = 'draft' OR corrections_until IS NOT NULL", "window"),
        CheckConstraint("(state = 'adopted') = (adopted_at IS NOT NULL)", "adopted"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), unique=True)
    state: Mapped[str] = mapped_column(default=Draft.draft.value)
    version: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime | None] = mapped_column(index=True)
    corrections_until: Mapped[datetime | None]
    adopted_at: Mapped[datetime | None]


class MinutesRevision(Model):
    """One saved text of the minutes; never changed afterwards."""

    __tablename__ = "minutes_revisions"
    __table_args__ = (UniqueConstraint("minutes_id", "number"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    number: Mapped[int]
    source: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]
