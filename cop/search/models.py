"""What can be found: one row a thing, its words in a full-text table beside it (``words``)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import Model


class Document(Model):
    """``id`` rises with ``at``: the newest come first without sorting. The words of ``subject`` are kept elsewhere."""

    __tablename__ = "search_documents"
    __table_args__ = (
        CheckConstraint("level IN ('public','members','space','inside')", "level"),
        CheckConstraint("level IN ('public','members') OR space_id IS NOT NULL", "space"),
        Index(None, "kind", "id"),
    )
    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )
    subject: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    level: Mapped[str]
    space_id: Mapped[int | None] = mapped_column(ForeignKey("spaces.id"), index=True)
    at: Mapped[datetime]
    language: Mapped[str] = mapped_column(default="")
    group_key: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")


class Progress(Model):
    """How far the things of a kind have been gone through, by id; ``done_at`` when there were no more."""

    __tablename__ = "search_progress"
    kind: Mapped[str] = mapped_column(primary_key=True)
    upto: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]
