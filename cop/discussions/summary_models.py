"""What a thread says, in short, in one language: written by a person, and dated."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import FOREVER, Model


class Summary(Model):
    """One for each language. ``upto``: the number of the thread's last post when it was written."""

    __tablename__ = "thread_summaries"
    __table_args__ = (UniqueConstraint("thread_id", "language"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"))
    language: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    source: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    ai_help: Mapped[bool] = mapped_column(default=False)
    upto: Mapped[int]
    written_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
