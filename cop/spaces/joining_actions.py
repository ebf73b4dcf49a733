"""How members come into a working group and leave it."""

from __future__ import annotations

from datetime import datetime

from cop.kernel.actions import action, lock_row
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove
from cop.kernel.ledger import MEMBERS, record
from cop.members.models import Member
from cop.spaces import group_queries, queries
from cop.spaces.group_models import Admission
from cop.spaces.group_rules import Asked, Joining, demand_way
from cop.spaces.models import Space, SpaceMember
from cop.spaces.permits import may_admit, may_answer_invitation, may_join, may_leave


@action(may_join, lock="space")
def join_group(space: Space, *, actor: Member, now: datetime) -> SpaceMember:
    """Into an open group, at once. Raises IllegalMove."""
    demand_way(space.joining, space.archived_at is not None, Joining.OPEN)
    _demand_outside(space, actor)
    place = _enter(space, actor.id, now)
    record("group_joined", space.ref, actor=actor, now=now, member=actor.id)
    return place


@action(may_join, lock="space")
def ask_to_join(space: Space, reason: str, *, actor: Member, now: datetime) -> Admission:
    """Asks the facilitators to come in. Raises IllegalMove."""
    demand_way(space.joining, space.archived_at is not None, Joining.REQUEST)
    _demand_outside(space, actor)
    asked = _ask(space, actor, Asked.REQUEST, reason, actor, now)
    record("group_join_asked", space.ref, actor=actor, now=now, admission=asked.id, member=actor.id)
    return asked


@action(may_admit, lock="space")
def invite(space: Space, member: Member, *, actor: Member, now: datetime) -> Admission:
    """Asks ``member`` into the group. Raises IllegalMove."""
    if space.joining is None or space.archived_at is not None:
        raise IllegalMove(N_("Only a working group that is open invites. The secretariat makes a space one."))
    _demand_outside(space, member)
    asked = _ask(space, member, Asked.INVITATION, "", actor, now)
    record("group_invited", space.ref, actor=actor, now=now, admission=asked.id, member=member.id)
    return asked


def _ask(space: Space, member: Member, kind: Asked, reason: str, actor: Member, now: datetime) -> Admission:
    asked = Admission(space_id=space.id, member_id=member.id, kind=kind.value, reason=reason, asked_at=now)
    asked.asked_by_id = actor.id
    db.session.add(asked)
    db.session.flush()
    return asked


def _demand_outside(space: Space, member: Member) -> None:
    if queries.place_of(member, space):
        raise IllegalMove(N_("%(name)s is in this group already."), name=member.name)
    if asked := group_queries.open_admission(space, member):
        waits = {
            Asked.REQUEST: N_("A request of %(name)s waits for the facilitators already."),
            Asked.INVITATION: N_("%(name)s is invited already, and can accept."),
        }
        raise IllegalMove(waits[Asked(asked.kind)], name=member.name)


def _enter(space: Space, member_id: int, now: datetime) -> SpaceMember:
    place = SpaceMember(space_id=space.id, member_id=member_id, since=now)
    db.session.add(place)
    db.session.flush()
    return place


@action(may_admit)
def answer_request(asked: Admission, grant: bool, answer: str, *, actor: Member, now: datetime) -> None:
    """A facilitator's answer, with its reason, which the member reads in a letter. Raises IllegalMove."""
    _close(asked, grant, answer, actor, now)
    facts = {"admission": asked.id, "member": asked.member_id, "granted": int(grant)}
    record("group_request_answered", asked.space.ref, actor=actor, now=now, audience=MEMBERS, **facts)


@action(may_answer_invitation)
def answer_invitation(asked: Admission, accept: bool, *, actor: Member, now: datetime) -> None:
    """Raises IllegalMove when it is answered, or the group was closed."""
    _close(asked, accept, "", actor, now)
    facts = {"admission": asked.id, "member": asked.member_id, "granted": int(accept)}
    record("group_invitation_answered", asked.space.ref, actor=actor, now=now, audience=MEMBERS, **facts)


def _close(asked: Admission, grant: bool, answer: str, actor: Member, now: datetime) -> None:
    """Under the group's lock, as all that changes who is in it."""
    lock_row(asked.space)
    db.session.refresh(asked)
    if asked.answered_at is not None:
        raise IllegalMove(N_("This is answered already."))
    if grant and asked.space.archived_at is not None:
        raise IllegalMove(N_("This group is closed, so nobody comes in any more."))
    asked.answered_at, asked.granted, asked.answer, asked.answered_by_id = now, grant, answer, actor.id
    if grant and not queries.place_of(asked.member, asked.space):
        _enter(asked.space, asked.member_id, now)


@action(may_leave, lock="space")
def leave_group(space: Space, *, actor: Member, now: datetime) -> None:
    """Raises IllegalMove for who is not in it, and for its only facilitator."""
    place = queries.place_of(actor, space)
    if place is None or space.joining is None:
        raise IllegalMove(N_("You are not in this group. The secretariat keeps the people of other spaces."))
    if place.facilitator and group_queries.facilitator_ids(space.id) == [actor.id]:
        raise IllegalMove(
            N_(
                "You are its only facilitator. Ask the secretariat to appoint another one; then you can leave."
            )
        )
    db.session.delete(place)
    record("group_left", space.ref, actor=actor, now=now, member=actor.id)
