"""The rows of a list that was brought, and how they fare."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from cop.intake.lists import Row
from cop.intake.models import Job
from cop.kernel import paging
from cop.kernel.db import db

PAGE = 50


def _kept(job: Job, *columns: str) -> Select[Any]:
    rows = job.row_model
    return select(*(getattr(rows, name) for name in columns)).where(rows.import_id == job.id)


def rows(job: Job) -> list[Row]:
    """All of them, as they stood in the list."""
    kept = _kept(job, "row", "cells").order_by(job.row_model.row)
    return [Row(number, cells) for number, cells in db.session.execute(kept)]


def next_rows(job: Job) -> list[Row]:
    """Of those without a flaw, the next that the worker deals with."""
    rows = job.row_model
    waiting = _kept(job, "row", "cells").where(rows.flawed.is_(False), rows.row > job.taken)
    return [
        Row(number, cells)
        for number, cells in db.session.execute(waiting.order_by(rows.row).limit(job.batch))
    ]


def _flawed(job: Job) -> Select[Any]:
    return _kept(job, "row", "cells", "problems").where(job.row_model.flawed.is_(True))


def flawed(job: Job, cursor: str = "") -> paging.Page:
    """Rows that are not taken, in their order."""
    return paging.read(_flawed(job), (job.row_model.row,), cursor=cursor, size=PAGE, descending=False)


def all_flawed(job: Job) -> list[Any]:
    return list(db.session.execute(_flawed(job).order_by(job.row_model.row)))


def first_rows(job: Job, number: int = 3) -> list[Any]:
    """To show what the columns hold."""
    return list(db.session.execute(_kept(job, "row", "cells").order_by(job.row_model.row).limit(number)))
