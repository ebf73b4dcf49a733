"""A member's data, gathered into a file for the member alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import FOREVER, Model

MAKING, READY, GONE = "making", "ready", "gone"
RUNNING = text("state = 'making'")


class Export(Model):
    """One gathering. ``progress`` is in percent; ``name`` is the file's in the data folder, "" until it is ready and
    once it is deleted; ``size`` in bytes."""

    __tablename__ = "exports"
    __table_args__ = (
        CheckConstraint("state IN ('making','ready','gone')", "state"),
        CheckConstraint("progress BETWEEN 0 AND 100", "progress"),
        CheckConstraint("(state = 'ready') = (name <> '')", "name"),
        Index("uq_exports_running", "member_id", unique=True, sqlite_where=RUNNING, postgresql_where=RUNNING),
        Index(None, "member_id", "asked_at"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    asked_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(default=MAKING)
    progress: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(default="")
    size: Mapped[int] = mapped_column(default=0)

    @property
    def ref(self) -> str:
        return f"export:{self.id}"
