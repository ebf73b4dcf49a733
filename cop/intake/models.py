"""What the jobs that bring a list have in common: they are looked at first, and taken by the worker in batches."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cop.intake.limits import BATCH


class Course(Enum):
    """How far a job is. Rows are ``tried`` until an officer confirms; what runs, runs in the worker."""

    tried = "tried"
    running = "running"
    done = "done"
    discarded = "discarded"


def course() -> CheckConstraint:
    """That a job's state is one of these; each table has its own."""
    return CheckConstraint("state IN (" + ",".join(f"'{one.value}'" for one in Course) + ")", "state")


class Job:
    """A list that somebody brought. ``heads`` name its columns, ``taken`` is the last row dealt with.

    Its rows are kept as ``row_model``; ``task`` is the outbox kind of its batches, of so many rows each.
    """

    row_model: ClassVar[Any]
    task: ClassVar[str]
    batch: ClassVar[int] = BATCH
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    read_as: Mapped[str]
    heads: Mapped[list[Any]]
    state: Mapped[str] = mapped_column(default=Course.tried.value)
    total: Mapped[int]
    flawed: Mapped[int] = mapped_column(default=0)
    taken: Mapped[int] = mapped_column(default=0)
    at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)


class JobRow:
    """A row as it stood in the list. ``problems`` are [column, message id, values]; column -1 is the row as a whole."""

    id: Mapped[int] = mapped_column(primary_key=True)
    row: Mapped[int]
    cells: Mapped[list[Any]]
    problems: Mapped[list[Any]] = mapped_column(default=list)
    flawed: Mapped[bool] = mapped_column(default=False)
