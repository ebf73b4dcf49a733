"""Holding the ledger against its seals, from the first to the last, in steps that keep no writer waiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cop.audit import permits, queries
from cop.audit.models import Recount
from cop.kernel import outbox
from cop.kernel.actions import action, upkeep
from cop.kernel.db import db
from cop.kernel.ledger import OFFICERS, record
from cop.kernel.permits import Actor


@dataclass(frozen=True)
class Step:
    """Of a recount: the seal after which it ``begun``, the last it ``reached``, the entries these cover."""

    begun: int
    reached: int
    entries: int
    broken: int | None

    @property
    def ends(self) -> bool:
        return self.broken is not None or self.reached == self.begun


STUCK = timedelta(hours=1)
TASK = "audit.recount"


@action(permits.may_audit)
def ask_recount(*, actor: Actor, now: datetime) -> Recount:
    """Begins to recount all seals; one that runs already is the answer."""
    last = queries.last_recount()
    if last and last.done is None and last.begun > now - STUCK:
        return last
    begun = _begin(now)
    record("recount_asked", begun.ref, actor=actor, now=now, audience=OFFICERS)
    return begun


@upkeep(permits.by_the_clock)
def recount_daily(*, actor: Actor, now: datetime) -> Recount:
    """What the clock begins by itself."""
    return _begin(now)


def _begin(now: datetime) -> Recount:
    begun = Recount(begun=now, whole=queries.sealed())
    db.session.add(begun)
    db.session.flush()
    _go_on(begun, now)
    return begun


def _go_on(recount: Recount, now: datetime) -> None:
    outbox.put(TASK, {"recount": recount.id}, key=f"{TASK}:{recount.id}:{recount.reached}", due=now)


@upkeep(permits.by_the_clock, lock="recount")
def keep_count(recount: Recount, step: Step, *, actor: Actor, now: datetime) -> None:
    """Notes how far the recount came; what another worker noted already is left. A finding, or the end, ends it."""
    if recount.done is not None or recount.reached != step.begun:
        return
    recount.reached, recount.broken = step.reached, step.broken
    recount.entries += step.entries
    if step.ends:
        recount.done = now
    else:
        _go_on(recount, now)
