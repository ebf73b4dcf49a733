"""How long things are kept, and the daily clearing up of what is older."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import exists, select

from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.personal import Retention
from cop.members.models import Decision, Member
from cop.members.rules import State, after
from cop.privacy import exporting
from cop.privacy.leaving import erase
from cop.privacy.retention_models import Term

BATCH = 200


@dataclass(frozen=True)
class Kept:
    """A declared retention and for how many days it holds here."""

    declared: Retention
    days: int


def declared() -> list[Retention]:
    return current_app.extensions["cop"].each("retentions")


def terms() -> list[Kept]:
    """Every retention as it holds here, in the features' order."""
    here = dict(db.session.execute(select(Term.key, Term.days)).all())
    return [Kept(one, here.get(one.key, one.days)) for one in declared()]


def term(_viewer: Any, key: str) -> Kept | None:
    return next((kept for kept in terms() if kept.declared.key == key), None)


def days(key: str) -> int:
    return next(kept.days for kept in terms() if kept.declared.key == key)


def enforce(now: datetime) -> int:
    """Deletes what is older than it may be, in short transactions of its own; how many."""
    return sum(_clear(kept, now) for kept in terms())


def _clear(kept: Kept, now: datetime) -> int:
    before, total, found = now - timedelta(days=kept.days), 0, BATCH
    while found == BATCH:
        with transaction():
            found = kept.declared.forget(before, BATCH)
        total += found
    return total


def _forget(condition: Any, now: datetime, most: int) -> int:
    """Takes people out who never became members; their numbers stay, since the ledger speaks of them."""
    found = db.session.scalars(select(Member).where(condition).order_by(Member.id).limit(most)).all()
    for member in found:
        member.state = after(State(member.state), "forget").value
        erase(member, True, now)
    return len(found)


def _unconfirmed(before: datetime, most: int) -> int:
    condition = (Member.state == State.registered.value) & (Member.registered_at < before)
    return _forget(condition, before, most)


def _refused(before: datetime, most: int) -> int:
    of_member = (Decision.member_id == Member.id) & (Decision.move == "refuse")
    long_ago = exists().where(of_member, Decision.at < before)
    return _forget((Member.state == State.refused.value) & long_ago, before, most)


RETENTIONS = (
    Retention(
        "unconfirmed", N_("Requests to join whose e-mail address was never confirmed"),
        N_("The letter with the link may lie in a mailbox for a while."), 30, 3, 365, _unconfirmed,
    ),
    Retention(
        "refused", N_("Requests to join that were refused"),
        N_("So that the secretariat can explain its decision, and see when the same person asks again."),
        365, 30, 1_825, _refused,
    ),
    Retention(
        "exports", N_("Files of your own data that you asked for"),
        N_("Long enough to fetch them. They hold all about you, so they should not lie about."),
        7, 1, 30, exporting.forget,
    ),
)  # fmt: skip
