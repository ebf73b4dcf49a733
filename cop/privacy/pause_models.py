"""Members who pause, and members who have not been seen for long and were asked what they want."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import FOREVER, Model

RUNNING = text("ended_at IS NULL")
ANSWERS = ("stay", "pause", "leave")


class Pause(Model):
    """From when until when a member pauses; ``digest``: letters are gathered into one a week.

    ``ended_at`` is when it was over, by itself or because the member came back.
    """

    __tablename__ = "pauses"
    __table_args__ = (
        CheckConstraint("until > since", "order"),
        Index("uq_pauses_running", "member_id", unique=True, sqlite_where=RUNNING, postgresql_where=RUNNING),
        Index("ix_pauses_until", "until", sqlite_where=RUNNING, postgresql_where=RUNNING),
        Index(None, "member_id", "id"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    since: Mapped[datetime]
    until: Mapped[datetime]
    digest: Mapped[bool]
    digested_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    @property
    def ref(self) -> str:
        return f"pause:{self.id}"


class Question(Model):
    """A member not seen for long was asked whether to stay; ``answer`` is "" until one comes."""

    __tablename__ = "dormancy_questions"
    __table_args__ = (
        CheckConstraint("answer IN ('','stay','pause','leave')", "answer"),
        CheckConstraint("(answer = '') = (answered_at IS NULL)", "answered"),
        Index(None, "member_id", "id"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    asked_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]

    @property
    def ref(self) -> str:
        return f"dormancy:{self.id}"
