"""Who looks after the requests of a group."""

from __future__ import annotations

from datetime import datetime

from cop.admission import permits, steward_queries
from cop.admission.models import Steward
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove
from cop.kernel.ledger import MEMBERS, record
from cop.members.models import Member


@action(permits.may_name_stewards, lock="member")
def name_steward(member: Member, may_approve: bool, *, actor: Member, now: datetime) -> Steward:
    """Names a member a steward of the member's own group. Raises IllegalMove."""
    if not member.is_member:
        raise IllegalMove(N_("Only a member who takes part can be a steward."))
    if steward_queries.held_by(member) is not None:
        raise IllegalMove(N_("%(name)s is a steward of this group already."), name=member.name)
    steward = Steward(member=member, group_key=member.group_key, may_approve=may_approve, since=now)
    db.session.add(steward)
    db.session.flush()
    _record("steward_named", steward, actor, now)
    return steward


@action(permits.may_name_stewards, lock="steward")
def let_approve(steward: Steward, allowed: bool, *, actor: Member, now: datetime) -> None:
    """Whether the steward may approve, or only read and ask."""
    steward.may_approve = allowed
    _record("steward_allowed", steward, actor, now)


@action(permits.may_name_stewards, lock="steward")
def end_steward(steward: Steward, *, actor: Member, now: datetime) -> None:
    if steward.until is not None:
        raise IllegalMove(N_("This has ended already."))
    steward.until = now
    _record("steward_ended", steward, actor, now)


def _record(verb: str, steward: Steward, actor: Member, now: datetime) -> None:
    facts = {"steward": steward.id, "group": steward.group_key, "approves": int(steward.may_approve)}
    record(verb, steward.member.ref, actor=actor, now=now, audience=MEMBERS, **facts)
