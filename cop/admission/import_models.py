"""Lists of people that officers bring along."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model
from cop.members.models import Member


class Course(Enum):
    """How far an import is. Rows are ``tried`` until an officer confirms; what runs, runs in the worker."""

    tried = "tried"
    running = "running"
    done = "done"
    discarded = "discarded"


class Import(Model):
    """A list of people. ``columns`` maps what a person needs to the list's columns, counted from 0.

    ``group_key`` and ``country`` ("" for none) stand in where a row has none. ``taken`` is the last row dealt with.
    """

    __tablename__ = "member_imports"
    __table_args__ = (
        CheckConstraint("state IN (" + ",".join(f"'{c.value}'" for c in Course) + ")", "state"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    read_as: Mapped[str]
    heads: Mapped[list[Any]]
    columns: Mapped[dict[str, Any]]
    group_key: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="en")
    message: Mapped[str] = mapped_column(default="")
    approves: Mapped[bool] = mapped_column(default=False)
    letters: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(default=Course.tried.value)
    total: Mapped[int]
    flawed: Mapped[int] = mapped_column(default=0)
    invited: Mapped[int] = mapped_column(default=0)
    taken: Mapped[int] = mapped_column(default=0)
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    by: Mapped[Member] = relationship()

    @property
    def ref(self) -> str:
        return f"import:{self.id}"


class ImportRow(Model):
    """A row as it stood in the list. ``problems`` are [column, message id, values]; column -1 is the row as a whole."""

    __tablename__ = "member_import_rows"
    __table_args__ = (
        UniqueConstraint("import_id", "row"),
        Index(None, "import_id", "flawed", "row"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("member_imports.id"))
    row: Mapped[int]
    cells: Mapped[list[Any]]
    problems: Mapped[list[Any]] = mapped_column(default=list)
    flawed: Mapped[bool] = mapped_column(default=False)
