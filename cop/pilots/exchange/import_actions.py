"""Bringing pilots from a registry's file: tried first, then taken by the worker, a batch in a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cop.intake import queries, steps
from cop.intake.checking import Checked
from cop.kernel.actions import action
from cop.kernel.ledger import NOBODY, OFFICERS, record
from cop.kernel.permits import Actor
from cop.members.models import Member
from cop.pilots import moving, permits
from cop.pilots.exchange import import_queries, taking
from cop.pilots.exchange.entries import Mode
from cop.pilots.exchange.import_models import PilotImport


@action(permits.may_import)
def bring(
    name: str,
    heads: Sequence[str],
    read_as: str,
    mode: Mode,
    checked: Sequence[Checked],
    *,
    actor: Member,
    now: datetime,
) -> PilotImport:
    """Keeps a file's rows and what is wrong with them; no pilot comes of it yet."""
    job = PilotImport(name=name, heads=list(heads), read_as=read_as, mode=mode.value, by_id=actor.id, at=now)
    steps.keep_rows(job, checked)
    facts = {"rows": job.total, "flawed": job.flawed}
    record("pilots_brought", job.ref, actor=actor, now=now, audience=OFFICERS, **facts)
    return job


@action(permits.may_import, lock="job")
def begin(job: PilotImport, *, actor: Member, now: datetime) -> None:
    """Hands the rows without a flaw to the worker. Raises IllegalMove."""
    steps.begin(job, actor.id, now)
    record("pilots_begun", job.ref, actor=actor, now=now, audience=OFFICERS)


@action(permits.may_import, lock="job")
def discard(job: PilotImport, *, actor: Member, now: datetime) -> None:
    """Forgets a file that was only tried, with all its rows. Raises IllegalMove."""
    steps.forget(job, now)
    record("pilots_discarded", job.ref, actor=actor, now=now, audience=OFFICERS)


@action(permits.may_take_rows, lock="job")
def take_batch(job: PilotImport, after: int, *, actor: Actor, now: datetime) -> None:
    """Takes the next rows after row ``after``; nothing when that was done before."""
    if not steps.waits(job, after):
        return
    rows = queries.next_rows(job)
    checked = import_queries.checked(rows, import_queries.plan_of(job.heads, Mode(job.mode), now))
    for one in checked:
        if one.found:
            _take(job, one, actor, now)
    through = steps.dealt_with(job, rows, [one for one in checked if one.problems], now)
    verb = "pilots_taken" if through else "pilots_advanced"
    record(verb, job.ref, actor=actor, now=now, audience=OFFICERS, made=job.made, flawed=job.flawed)


def _take(job: PilotImport, one: Checked, actor: Actor, now: datetime) -> None:
    if job.mode == Mode.DRAFTS:
        pilot = taking.draft(one.found, job.by_id, now)
        record("pilot_registered", pilot.ref, actor=job.by, now=now, audience=NOBODY)
    else:
        pilot = taking.recorded(one.found, job, now)
        record("pilot_recorded", pilot.ref, actor=job.by, now=now, audience=moving.audience(pilot))
    job.made += 1
