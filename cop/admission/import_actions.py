"""Bringing a list of people: tried first, then taken by the worker in batches, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update

from cop.admission import import_queries, keeping, permits
from cop.admission.checking import Person, read_row
from cop.admission.import_models import Import
from cop.admission.import_rules import A_DAY, Reading, Sending
from cop.admission.models import Invitation
from cop.intake import queries, steps
from cop.intake.checking import Checked
from cop.intake.limits import BATCH
from cop.intake.models import Course
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
    job = Import(name=name, heads=list(heads), read_as=read_as, by_id=actor.id, at=now)
    _read_by(job, reading)
    steps.keep_rows(job, checked)
    record(
        "list_brought", job.ref, actor=actor, now=now, audience=OFFICERS, rows=job.total, flawed=job.flawed
    )
    return job


def _read_by(job: Import, reading: Reading) -> None:
    job.columns, job.group_key, job.country = dict(reading.columns), reading.group_key, reading.country


@action(permits.may_import, lock="job")
def read_anew(
    job: Import, reading: Reading, checked: Sequence[Checked], version: int, *, actor: Member, now: datetime
) -> None:
    """Another reading of the same rows. Raises IllegalMove once it runs, Stale when it was read anew meanwhile."""
    steps.demand_tried(job)
    if job.version != version:
        raise Stale(
            N_("Somebody chose other columns meanwhile. Look at the list again, then choose."),
            version=job.version,
        )
    if not checked:
        raise IllegalMove(N_("The rows of this list are forgotten by now. Bring it again."))
    _read_by(job, reading)
    job.version += 1
    steps.keep_rows(job, checked)
    record("list_read_anew", job.ref, actor=actor, now=now, audience=OFFICERS, flawed=job.flawed)


@action(permits.may_import, lock="job")
def begin(job: Import, sending: Sending, *, actor: Member, now: datetime) -> None:
    """Hands the rows without a flaw to the worker. Raises IllegalMove."""
    steps.begin(job, actor.id, now)
    job.letters, job.approves = sending.letters, sending.approves
    job.language, job.message = sending.language, sending.message
    record("list_begun", job.ref, actor=actor, now=now, audience=OFFICERS, letters=int(job.letters))


@action(permits.may_import, lock="job")
def discard(job: Import, *, actor: Member, now: datetime) -> None:
    """Forgets a list that was only tried, with all its rows. Raises IllegalMove."""
    steps.forget(job, now)
    record("list_discarded", job.ref, actor=actor, now=now, audience=OFFICERS)


@action(permits.by_the_clock, lock="job")
def take_batch(job: Import, after: int, *, actor: Actor, now: datetime) -> None:
    """Invites the people of the next rows after row ``after``; nothing when that was done before."""
    if not steps.waits(job, after):
        return
    counters.take("invitations")  # nobody else invites one of them meanwhile
    plan = import_queries.plan_of(job.heads, job.columns, job.group_key, job.country)
    rows = queries.next_rows(job)
    checked = list(import_queries.against_members([read_row(row, plan) for row in rows], plan))
    made = _invite(job, checked, now)
    if steps.dealt_with(job, rows, [one for one in checked if one.problems], now):
        facts = {"invited": job.invited, "flawed": job.flawed, "by": job.by_id}
        record("list_done", job.ref, actor=actor, now=now, audience=OFFICERS, **facts)
    else:
        record("list_advanced", job.ref, actor=actor, now=now, audience=OFFICERS, invited=made, row=job.taken)


def _invite(job: Import, checked: Iterable[Checked], now: datetime) -> int:
    """The number of invitations made. Their letters go out over as many days as it takes."""
    people = {one.row.number: one.found for one in checked if one.found}
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
