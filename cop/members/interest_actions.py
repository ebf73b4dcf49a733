"""Declaring an interest, and saying that it has ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cop.kernel import text
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import record
from cop.members import permits
from cop.members.interest_models import Interest
from cop.members.interest_rules import About, Nature, demand_days
from cop.members.models import Member


@dataclass(frozen=True)
class Declared:
    """``until`` is the last day, None while it goes on."""

    about: About
    name: str
    nature: Nature
    since: date
    until: date | None = None


@action(permits.may_keep_account, lock="member")
def declare(member: Member, declared: Declared, *, actor: Member, now: datetime) -> Interest:
    """Enters an interest into the register. Raises Invalid (name, since, until)."""
    name = text.line(declared.name)
    if not name:
        raise Invalid(N_("Name what the interest is about."), field="name")
    demand_days(declared.since, declared.until, now.date())
    made = Interest(member_id=member.id, about=str(declared.about), name=name, key=text.sort_key(name))
    made.nature, made.since, made.until = str(declared.nature), declared.since, declared.until
    made.declared_at = now
    db.session.add(made)
    db.session.flush()
    record("interest_declared", member.ref, actor=actor, now=now, interest=made.id)
    return made


@action(permits.may_keep_account, lock="interest")
def end(interest: Interest, until: date, *, actor: Member, now: datetime) -> None:
    """Says that the interest ended on ``until``. It stays in the register. Raises IllegalMove, Invalid (until)."""
    if interest.until is not None:
        raise IllegalMove(N_("The end of this interest is entered already. Declare a new one if it goes on."))
    demand_days(interest.since, until, now.date())
    if until > now.date():
        raise Invalid(N_("Enter the end when it has come."), field="until")
    interest.until = until
    record("interest_ended", interest.member.ref, actor=actor, now=now, interest=interest.id)
