"""What a statement rests on: things of this site by ref, and outside references."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model
from cop.statements.models import Statement


class Citation(Model):
    """A source for a clause (``clause_key``; None: for the whole). Either ``source``, a ref of this site, or ``url``
    with a title and perhaps its date. ``reviewed_at`` is when an editor last found that it still holds.
    """

    __tablename__ = "statement_citations"
    __table_args__ = (
        CheckConstraint("(source = '') = (url <> '')", "source"),
        CheckConstraint("(url = '') = (title = '')", "title"),
        CheckConstraint("(reviewed_at IS NULL) = (reviewed_by IS NULL)", "reviewed"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id"), index=True)
    clause_key: Mapped[int | None]
    source: Mapped[str] = mapped_column(default="", index=True)
    url: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    dated: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
    added_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))

    statement: Mapped[Statement] = relationship()

    @property
    def space_id(self) -> int:
        return self.statement.space_id
