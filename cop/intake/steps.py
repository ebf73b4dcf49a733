"""How a list is brought, confirmed and taken, in the caller's transaction.

A batch marks how far it came and puts the next one into the outbox, all in one commit: a worker that is killed repeats
the whole batch or none of it, and nothing is taken twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, update

from cop.intake.checking import Checked
from cop.intake.lists import Row
from cop.intake.models import Course, Job
from cop.kernel import outbox
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove


def keep_rows(job: Job, checked: Sequence[Checked]) -> None:
    """In place of those kept before, if any."""
    job.total, job.flawed = len(checked), sum(bool(one.problems) for one in checked)
    db.session.add(job)
    db.session.flush()
    db.session.execute(delete(job.row_model).where(job.row_model.import_id == job.id))
    kept = [{"row": one.row.number, "cells": one.row.cells, **_flaws(one)} for one in checked]
    db.session.execute(insert(job.row_model), [{"import_id": job.id, **row} for row in kept])


def _flaws(one: Checked) -> dict[str, Any]:
    told = [[problem.column, problem.says, dict(problem.values)] for problem in one.problems]
    return {"problems": told, "flawed": bool(told)}


def demand_tried(job: Job) -> None:
    if job.state != Course.tried.value:
        raise IllegalMove(N_("This list is under way or done already. Bring the rest as a list of its own."))


def begin(job: Job, by: int, now: datetime) -> None:
    """Hands the rows without a flaw to the worker. Raises IllegalMove."""
    demand_tried(job)
    if job.flawed == job.total:
        raise IllegalMove(N_("No row can be taken as it is. Mend the list first, or how it is read."))
    job.state, job.begun_at, job.by_id = Course.running.value, now, by
    _go_on(job)


def _go_on(job: Job) -> None:
    """The next batch, before all that became due later."""
    payload = {"import": job.id, "after": job.taken}
    outbox.put(job.task, payload, key=f"{job.task}:{job.id}:{job.taken}", due=job.begun_at or job.at)


def forget(job: Job, now: datetime) -> None:
    """A list that was only tried, with all its rows. Raises IllegalMove."""
    demand_tried(job)
    job.state, job.ended_at = Course.discarded.value, now
    db.session.execute(delete(job.row_model).where(job.row_model.import_id == job.id))


def waits(job: Job, after: int) -> bool:
    """Whether the rows after row ``after`` are still to be taken: not when that was done before."""
    return job.state == Course.running.value and job.taken == after


def dealt_with(job: Job, rows: Sequence[Row], flawed: Iterable[Checked], now: datetime) -> bool:
    """Marks how far the job came and which rows turned out flawed since it was tried; whether it is through."""
    for one in flawed:
        here = (job.row_model.import_id == job.id) & (job.row_model.row == one.row.number)
        db.session.execute(update(job.row_model).where(here).values(_flaws(one)))
        job.flawed += 1
    job.taken = rows[-1].number if rows else job.taken
    through = len(rows) < job.batch
    if through:
        job.state, job.ended_at = Course.done.value, now
    else:
        _go_on(job)
    return through
