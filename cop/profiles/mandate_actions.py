"""How a mandate goes on and how it ends by itself. The one before stays in the file."""

from __future__ import annotations

from datetime import datetime

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import MEMBERS, OFFICERS, record
from cop.kernel.permits import Actor
from cop.members.models import Mandate, Member
from cop.members.permits import by_the_clock, may_verify_regulators
from cop.profiles.mandate_rules import reminder_due


@action(may_verify_regulators, lock="mandate")
def renew_mandate(
    mandate: Mandate, evidence: str, until: datetime, *, actor: Actor, now: datetime
) -> Mandate:
    """A new mandate for the same authority in place of this one, from now. Raises IllegalMove, Invalid (until)."""
    member = db.session.get_one(Member, mandate.member_id)
    _demand_renewable(mandate, member, until, now)
    made = Mandate(authority=mandate.authority, country=mandate.country, evidence=evidence, since=now)
    made.until, made.renews_id = until, mandate.id
    mandate.ended_at = min(now, mandate.until)
    member.mandates.append(made)
    db.session.flush()
    record("mandate_renewed", member.ref, actor=actor, now=now, audience=MEMBERS, mandate=made.id)
    return made


def _demand_renewable(mandate: Mandate, member: Member, until: datetime, now: datetime) -> None:
    if mandate.ended_at not in (None, mandate.until):
        raise IllegalMove(
            N_("This mandate was ended or renewed before its time. Record a new one in the member's file.")
        )
    others = [m for m in member.mandates if m is not mandate and m.country == mandate.country]
    if any(m.ended_at is None and m.until > now for m in others):
        raise IllegalMove(N_("%(name)s has a mandate of this country already."), name=member.name)
    if not member.is_member:
        raise IllegalMove(
            N_("Only a member who takes part can act for an authority. Reinstate the account first.")
        )
    if until <= max(now, mandate.until):
        raise Invalid(
            N_("A renewal ends in the future, and after the mandate itself. Choose a later day."),
            field="until",
        )


@action(by_the_clock, lock="mandate")
def remind_of_end(mandate: Mandate, *, actor: Actor, now: datetime) -> None:
    """Reminds the member and the secretariat, once for each of ``mandate_rules.REMINDERS``."""
    days = reminder_due(mandate.until, mandate.reminded, now)
    if days is None or mandate.ended_at is not None:
        return
    mandate.reminded = days
    record(
        "mandate_ends_soon",
        f"member:{mandate.member_id}",
        actor=actor,
        now=now,
        audience=OFFICERS,
        mandate=mandate.id,
    )


@action(by_the_clock, lock="mandate")
def expire_mandate(mandate: Mandate, *, actor: Actor, now: datetime) -> None:
    """Its time is over: it ends as of then, and the member and the secretariat are told."""
    if mandate.ended_at is None and mandate.until <= now:
        mandate.ended_at = mandate.until
        record(
            "mandate_expired",
            f"member:{mandate.member_id}",
            actor=actor,
            now=now,
            audience=OFFICERS,
            mandate=mandate.id,
        )
