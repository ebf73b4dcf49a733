"""Lists of people that officers bring along."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.intake.models import Job, JobRow, course
from cop.kernel.db import FOREVER, Model
from cop.members.models import Member


class ImportRow(JobRow, Model):
    __tablename__ = "member_import_rows"
    __table_args__ = (
        UniqueConstraint("import_id", "row"),
        Index(None, "import_id", "flawed", "row"),
        FOREVER,
    )
    import_id: Mapped[int] = mapped_column(ForeignKey("member_imports.id"))


class Import(Job, Model):
    """A list of people. ``columns`` maps what a person needs to the list's columns, counted from 0.

    ``group_key`` and ``country`` ("" for none) stand in where a row has none.
    """

    __tablename__ = "member_imports"
    __table_args__ = (course(), FOREVER)
    row_model = ImportRow
    task = "import"
    columns: Mapped[dict[str, Any]]
    group_key: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="en")
    message: Mapped[str] = mapped_column(default="")
    approves: Mapped[bool] = mapped_column(default=False)
    letters: Mapped[bool] = mapped_column(default=False)
    invited: Mapped[int] = mapped_column(default=0)
    by: Mapped[Member] = relationship()

    @property
    def ref(self) -> str:
        return f"import:{self.id}"
