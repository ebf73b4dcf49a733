"""Deciding how long things are kept."""

from __future__ import annotations

from datetime import datetime

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid
from cop.kernel.ledger import MEMBERS, record
from cop.members.models import Member
from cop.privacy import permits
from cop.privacy.retention import Kept
from cop.privacy.retention_models import Term


@action(permits.may_set_terms)
def set_term(kept: Kept, days: int, *, actor: Member, now: datetime) -> None:
    """From the next clearing up on. Raises Invalid (days)."""
    declared = kept.declared
    if not declared.least <= days <= declared.most:
        raise Invalid(
            N_("This is kept from %(least)d to %(most)d days. Choose a number between."),
            field="days",
            least=declared.least,
            most=declared.most,
        )
    row = db.session.get(Term, declared.key) or Term(key=declared.key)
    row.days, row.set_at = days, now
    db.session.add(row)
    record(
        "retention_set",
        "installation:1",
        actor=actor,
        now=now,
        audience=MEMBERS,
        key=declared.key,
        before=kept.days,
        days=days,
    )
