"""Letters that one act sent to many."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import Model
from cop.kernel.ledger import Entry


class Notice(Model):
    """What became of an entry's ``letters``, counted when the last was settled (``ended_at``); before, the outbox knows.

    ``done`` went out, or were needed no more when their turn came; ``failed`` are out of attempts.
    """

    __tablename__ = "notices"
    __table_args__ = (Index(None, "ended_at"),)
    entry_id: Mapped[int] = mapped_column(ForeignKey("ledger.id"), primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    letters: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None]

    entry: Mapped[Entry] = relationship()
