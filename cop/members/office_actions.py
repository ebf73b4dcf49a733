"""What the secretariat and the administrators do to an account."""

from __future__ import annotations

from datetime import datetime

from cop.kernel.actions import action, lock_row
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import MEMBERS, OFFICERS, record
from cop.kernel.permits import Actor
from cop.members import keeping, office_queries, permits, sessions
from cop.members.models import ChangeRequest, Mandate, Member, RoleGrant
from cop.members.rules import State, after

ROLES = ("officer", "administrator")
LAST = N_(
    "This is the last administrator. Make somebody else one first, or nobody could grant a role any more."
)


@action(permits.may_stop_accounts, lock="member")
def suspend(member: Member, reason: str, *, actor: Member, now: datetime) -> None:
    """Stops an account and ends its sessions; the reason goes to the person. Raises IllegalMove."""
    _demand_another_administrator(member)
    member.state = after(State(member.state), "suspend").value
    sessions.end_all(member, now)
    decision = keeping.decision(member, "suspend", reason, actor, now)
    record("member_suspended", member.ref, actor=actor, now=now, audience=OFFICERS, decision=decision.id)


@action(permits.may_stop_accounts, lock="member")
def reinstate(member: Member, reason: str, *, actor: Member, now: datetime) -> None:
    member.state = after(State(member.state), "reinstate").value
    decision = keeping.decision(member, "reinstate", reason, actor, now)
    record("member_reinstated", member.ref, actor=actor, now=now, audience=OFFICERS, decision=decision.id)


@action(permits.may_grant_roles, lock="member")
def grant_role(member: Member, role: str, *, actor: Actor, now: datetime) -> RoleGrant:
    """Grants "officer" or "administrator" until it is ended. Raises IllegalMove, Invalid."""
    if role not in ROLES:
        raise Invalid(N_("There are two roles: officer of the secretariat, and administrator."))
    if not member.is_member:
        raise IllegalMove(
            N_("Only a member who takes part can hold a role. Approve or reinstate the account first.")
        )
    if role in member.grants_held:
        raise IllegalMove(N_("%(name)s holds this role already."), name=member.name)
    grant = RoleGrant(role=role, since=now)
    member.grants.append(grant)
    db.session.flush()
    record("role_granted", member.ref, actor=actor, now=now, audience=MEMBERS, role=role)
    return grant


@action(permits.may_end_roles)
def end_role(grant: RoleGrant, *, actor: Member, now: datetime) -> None:
    """Ends a role. Raises IllegalMove for the last administrator's."""
    member = db.session.get_one(Member, grant.member_id)
    if grant.role == "administrator":
        _demand_another_administrator(member)
    grant.until = now
    record("role_ended", member.ref, actor=actor, now=now, audience=MEMBERS, role=grant.role)


@action(permits.may_grant_roles, lock="member")
def set_seat(member: Member, keeps: bool, *, actor: Member, now: datetime) -> None:
    """Whether an officer or administrator has a seat in ballots all the same; by default they have none."""
    if not member.grants_held:
        raise IllegalMove(N_("Whoever holds no role has the seat of their group anyway."))
    member.votes = keeps
    record("seat_set", member.ref, actor=actor, now=now, audience=MEMBERS, keeps=int(keeps))


def _demand_another_administrator(member: Member) -> None:
    if "administrator" in member.grants_held and not office_queries.others_holding(
        "administrator", member.id
    ):
        raise IllegalMove(LAST)


@action(permits.may_verify_regulators, lock="member")
def record_mandate(
    member: Member,
    authority: str,
    country: str,
    evidence: str,
    until: datetime,
    *,
    actor: Actor,
    now: datetime,
) -> Mandate:
    """Confirms that the member acts for ``authority`` of ``country`` until then. Raises IllegalMove, Invalid."""
    _demand_free(member, country, until, now)
    mandate = Mandate(authority=authority, country=country, evidence=evidence, since=now, until=until)
    member.mandates.append(mandate)
    db.session.flush()
    record(
        "mandate_recorded",
        member.ref,
        actor=actor,
        now=now,
        audience=MEMBERS,
        mandate=mandate.id,
        country=country,
    )
    return mandate


def _demand_free(member: Member, country: str, until: datetime, now: datetime) -> None:
    if not member.is_member:
        raise IllegalMove(
            N_(
                "Only a member who takes part can act for an authority. Approve or reinstate the account first."
            )
        )
    if until <= now:
        raise Invalid(N_("The mandate must end in the future. Choose a later day."), field="until")
    if member.regulates(country):
        raise IllegalMove(
            N_("%(name)s has a mandate of this country already. End that one first."), name=member.name
        )


@action(permits.may_verify_regulators, lock="mandate")
def end_mandate(mandate: Mandate, *, actor: Member, now: datetime) -> None:
    mandate.ended_at = now
    member = db.session.get_one(Member, mandate.member_id)
    record("mandate_ended", member.ref, actor=actor, now=now, audience=MEMBERS, mandate=mandate.id)


@action(permits.may_decide_changes, lock="asked")
def decide_change(asked: ChangeRequest, grant: bool, answer: str, *, actor: Member, now: datetime) -> None:
    """Grants or refuses another group or country, from now on: what was said and decided keeps the old one."""
    if asked.decided_at is not None:
        raise IllegalMove(N_("Another officer has decided this request already."))
    asked.decided_at, asked.granted, asked.answer, asked.by_id = now, grant, answer, actor.id
    member = asked.member
    lock_row(member)
    if grant:
        member.group_key, member.country = asked.group_key, asked.country
        member.version += 1
    record(
        "change_decided",
        member.ref,
        actor=actor,
        now=now,
        audience=OFFICERS,
        request=asked.id,
        granted=int(grant),
    )
