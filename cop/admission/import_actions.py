"""Bringing a list of people: tried first, then taken by the worker in batches, each in a transaction of its own.

A batch marks how far it came and puts the next one into the outbox, all in one commit: a worker that is killed repeats
the whole batch or none of it, and nobody is invited twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update

from cop.admission import import_queries, keeping, permits
from cop.admission.checking import Checked, Person, read_row
from cop.admission.import_models import Course, Import, ImportRow
from cop.admission.import_rules import Reading, Sending
from cop.admission.limits import A_DAY, BATCH
from cop.admission.models import Invitation
from cop.kernel import counters, outbox
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Stale
from cop.kernel.ledger import OFFICERS, record
from cop.kernel.permits import Actor
from cop.members.models import Member

HEAD_START = timedelta(minutes=1)
"""Letters wait until the list is through, so that its progress does not wait for them."""


@action(permits.may_import)
def bring(
    name: str,
    heads: Sequence[str],
    read_as: str,
    reading: Reading,
    checked: Sequence[Checked],
    *,
    actor: Member,
    now: datetime,
) -> Import:
    """Keeps a list and what is wrong with its rows; nobody is invited yet."""
    job = Import(name=name, heads=list(heads), read_as=read_as, total=len(checked), by_id=actor.id, at=now)
    _read_by(job, reading)
    job.flawed = sum(bool(one.problems) for one in checked)
    db.session.add(job)
    db.session.flush()
    db.session.execute(insert(ImportRow), [_row(job, one) for one in checked])
    record(
        "list_brought", job.ref, actor=actor, now=now, audience=OFFICERS, rows=job.total, flawed=job.flawed
    )
    return job


def _read_by(job: Import, reading: Reading) -> None:
    job.columns, job.group_key, job.country = dict(reading.columns), reading.group_key, reading.country


def _row(job: Import, one: Checked) -> dict[str, Any]:
    return {"import_id": job.id, "row": one.row.number, "cells": one.row.cells, **_flaws(one)}


def _flaws(one: Checked) -> dict[str, Any]:
    told = [[problem.column, problem.says, dict(problem.values)] for problem in one.problems]
    return {"problems": told, "flawed": bool(told)}


@action(permits.may_import, lock="job")
def read_anew(
    job: Import, reading: Reading, checked: Sequence[Checked], version: int, *, actor: Member, now: datetime
) -> None:
    """Another reading of the same rows. Raises IllegalMove once it runs, Stale when it was read anew meanwhile."""
    _demand_tried(job)
    if job.version != version:
        raise Stale(
            N_("Somebody chose other columns meanwhile. Look at the list again, then choose."),
            version=job.version,
        )
    if not checked:
        raise IllegalMove(N_("The rows of this list are forgotten by now. Bring it again."))
    _read_by(job, reading)
    job.flawed, job.version = sum(bool(one.problems) for one in checked), job.version + 1
    db.session.execute(delete(ImportRow).where(ImportRow.import_id == job.id))
    db.session.execute(insert(ImportRow), [_row(job, one) for one in checked])
    record("list_read_anew", job.ref, actor=actor, now=now, audience=OFFICERS, flawed=job.flawed)


def _demand_tried(job: Import) -> None:
    if job.state != Course.tried.value:
        raise IllegalMove(N_("This list is under way or done already. Bring the rest as a list of its own."))


@action(permits.may_import, lock="job")
def begin(job: Import, sending: Sending, *, actor: Member, now: datetime) -> None:
    """Hands the rows without a flaw to the worker. Raises IllegalMove."""
    _demand_tried(job)
    if job.flawed == job.total:
        raise IllegalMove(N_("No row can be taken as it is. Mend the list, or choose other columns, first."))
    job.letters, job.approves = sending.letters, sending.approves
    job.language, job.message = sending.language, sending.message
    job.state, job.begun_at, job.by_id = Course.running.value, now, actor.id
    _go_on(job)
    record("list_begun", job.ref, actor=actor, now=now, audience=OFFICERS, letters=int(job.letters))


def _go_on(job: Import) -> None:
    """The next batch, before all that became due later."""
    key, due = f"import:{job.id}:{job.taken}", job.begun_at or job.at
    outbox.put("import", {"import": job.id, "after": job.taken}, key=key, due=due)


@action(permits.may_import, lock="job")
def discard(job: Import, *, actor: Member, now: datetime) -> None:
    """Forgets a list that was only tried, with all its rows. Raises IllegalMove."""
    _demand_tried(job)
    job.state, job.ended_at = Course.discarded.value, now
    db.session.execute(delete(ImportRow).where(ImportRow.import_id == job.id))
    record("list_discarded", job.ref, actor=actor, now=now, audience=OFFICERS)


@action(permits.by_the_clock, lock="job")
def take_batch(job: Import, after: int, *, actor: Actor, now: datetime) -> None:
    """Invites the people of the next rows after row ``after``; nothing when that was done before."""
    if job.state != Course.running.value or job.taken != after:
        return
    counters.take("invitations")  # nobody else invites one of them meanwhile
    plan = import_queries.plan_of(job.heads, job.columns, job.group_key, job.country)
    rows = import_queries.next_rows(job)
    checked = list(import_queries.against_members([read_row(row, plan) for row in rows], plan))
    made = _invite(job, checked, now)
    _note_flaws(job, [one for one in checked if one.problems])
    job.taken = rows[-1].number if rows else job.taken
    if len(rows) < BATCH:
        _end(job, actor, now)
    else:
        _go_on(job)
        record("list_advanced", job.ref, actor=actor, now=now, audience=OFFICERS, invited=made, row=job.taken)


def _end(job: Import, actor: Actor, now: datetime) -> None:
    job.state, job.ended_at = Course.done.value, now
    facts = {"invited": job.invited, "flawed": job.flawed, "by": job.by_id}
    record("list_done", job.ref, actor=actor, now=now, audience=OFFICERS, **facts)


def _invite(job: Import, checked: Iterable[Checked], now: datetime) -> int:
    """The number of invitations made. Their letters go out over as many days as it takes."""
    people = {one.row.number: one.person for one in checked if one.person}
    if not people:
        return 0
    shared = {
        "language": job.language,
        "message": job.message,
        "approves": job.approves,
        "by_id": job.by_id,
        "made_at": now,
        "letters": int(job.letters),
        "import_id": job.id,
    }
    db.session.execute(
        insert(Invitation), [_invited(one) | shared | {"row": row} for row, one in people.items()]
    )
    job.invited += len(people)
    if job.letters:
        made = (Invitation.import_id == job.id) & (Invitation.row > job.taken)
        ids = list(db.session.scalars(select(Invitation.id).where(made).order_by(Invitation.id)))
        _put_letters(ids, job.invited - len(people), now)
    return len(people)


def _invited(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in Person.__dataclass_fields__}


def _put_letters(ids: Sequence[int], before: int, now: datetime) -> None:
    """``before``: how many letters of the list were put before these; so many a day are let out."""
    start = now + HEAD_START
    outbox.put_all(
        keeping.letter(id, 1, start + timedelta(days=place // A_DAY)) for place, id in enumerate(ids, before)
    )


def _note_flaws(job: Import, flawed: Sequence[Checked]) -> None:
    """Who has come some other way since the list was tried."""
    for one in flawed:
        here = (ImportRow.import_id == job.id) & (ImportRow.row == one.row.number)
        db.session.execute(update(ImportRow).where(here).values(_flaws(one)))
    job.flawed += len(flawed)


@action(permits.may_import, lock="job")
def send_letters(job: Import, *, actor: Member, now: datetime) -> None:
    """Invites by mail those of a list who have had no letter. Raises IllegalMove."""
    if job.state != Course.done.value or job.letters:
        raise IllegalMove(N_("There is nobody in this list who still waits for a letter."))
    job.letters, job.version = True, job.version + 1
    _write_on(job, 0, now)
    record("list_letters_asked", job.ref, actor=actor, now=now, audience=OFFICERS)


def _write_on(job: Import, before: int, due: datetime) -> None:
    payload = {"import": job.id, "before": before}
    outbox.put("import_letters", payload, key=f"import:{job.id}:letters:{before}", due=due)


@action(permits.by_the_clock, lock="job")
def write_batch(job: Import, before: int, *, actor: Actor, now: datetime) -> None:
    """Asks for the letters of the next invitations, ``before`` having been asked for; each is asked for once."""
    ids = import_queries.unwritten(job)
    db.session.execute(update(Invitation).where(Invitation.id.in_(ids)).values(letters=1))
    _put_letters(ids, before, now)
    if len(ids) == BATCH:
        _write_on(job, before + len(ids), now)
    record("list_letters_put", job.ref, actor=actor, now=now, audience=OFFICERS, letters=len(ids))
