"""What takes two officers: annulling a ballot, voiding a suspended member's position. One proposes, another confirms."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.ballots import chain, counting, events, permits, queries
from cop.ballots.ending import demand_running, end
from cop.ballots.kept import Motion
from cop.ballots.models import Ballot
from cop.ballots.record import Event, Kind
from cop.ballots.seats import Position
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, Forbidden, IllegalMove, Invalid
from cop.kernel.ledger import OFFICERS, PUBLIC, record
from cop.members.models import Member
from cop.members.rules import State

ANNUL, VOID = "annul", "void"


@action(permits.may_run, lock="ballot")
def propose_annulment(ballot: Ballot, reason: str, *, actor: Any, now: datetime) -> Motion:
    """Proposes to annul the ballot for a reason that becomes public when another officer confirms."""
    demand_running(ballot, now)
    return _propose(ballot, ANNUL, 0, reason, actor, now)


@action(permits.may_run, lock="ballot")
def propose_voiding(ballot: Ballot, number: int, reason: str, *, actor: Any, now: datetime) -> Motion:
    """Proposes to void what a suspended member said. Raises IllegalMove where there is nothing to void."""
    demand_running(ballot, now)
    _voidable(ballot, number)
    return _propose(ballot, VOID, number, reason, actor, now)


@action(permits.may_run, lock="ballot")
def withdraw_motion(ballot: Ballot, motion: Motion, *, actor: Any, now: datetime) -> None:
    """Takes back what waits for a second officer; any officer may."""
    _demand_pending(ballot, motion)
    motion.withdrawn_at = now
    record("motion_withdrawn", ballot.ref, actor=actor, now=now, audience=OFFICERS, motion=motion.id)


@action(permits.may_run, lock="ballot")
def confirm_annulment(ballot: Ballot, motion: Motion, *, actor: Any, now: datetime) -> Event:
    """Annuls the ballot: it decides nothing, and says so with the reason for ever."""
    demand_running(ballot, now)
    data = _confirmed(ballot, motion, ANNUL, actor)
    event = end(ballot, Kind.ANNULLED, events.annulled(**data), actor, now)
    record("ballot_annulled", ballot.ref, actor=actor, now=now, audience=PUBLIC, seq=event.seq)
    return event


@action(permits.may_run, lock="ballot")
def confirm_voiding(ballot: Ballot, motion: Motion, *, actor: Any, now: datetime) -> Event:
    """Voids the position: the seat is silent."""
    demand_running(ballot, now)
    position = _voidable(ballot, motion.seat)
    data = _confirmed(ballot, motion, VOID, actor)
    event = chain.append(ballot, Kind.VOIDED, events.voided(seat=motion.seat, **data), now)
    chain.sign(ballot, event)
    counting.lift(queries.demand_seat(ballot, motion.seat), position)
    record(
        "position_voided",
        ballot.ref,
        actor=actor,
        now=now,
        audience=OFFICERS,
        seq=event.seq,
        seat=motion.seat,
    )
    return event


def _propose(ballot: Ballot, kind: str, number: int, reason: str, actor: Any, now: datetime) -> Motion:
    if not reason.strip():
        raise Invalid(N_("Write the reason; it becomes public."), field="reason")
    if queries.pending(ballot, kind, number):
        raise IllegalMove(N_("This is proposed already and waits for another officer to confirm it."))
    motion = Motion(ballot_id=ballot.id, kind=kind, seat=number, reason=reason.strip())
    motion.proposed_by, motion.proposed_at = actor.id, now
    db.session.add(motion)
    db.session.flush()
    facts = {"motion": motion.id, "kind": kind}
    record("motion_proposed", ballot.ref, actor=actor, now=now, audience=OFFICERS, **facts)
    return motion


def _demand_pending(ballot: Ballot, motion: Motion) -> None:
    db.session.refresh(motion)
    if motion.ballot_id != ballot.id or motion.confirmed_by or motion.withdrawn_at:
        raise IllegalMove(N_("This proposal was confirmed or withdrawn in the meantime."))


def _confirmed(ballot: Ballot, motion: Motion, kind: str, actor: Any) -> dict[str, Any]:
    """Marks the motion confirmed; who moved it and why, as the event has them."""
    _demand_pending(ballot, motion)
    if motion.kind != kind:
        raise IllegalMove(N_("This proposal is about something else."))
    if motion.proposed_by == actor.id:
        raise Forbidden(N_("You proposed this yourself; another officer must confirm it."))
    motion.confirmed_by = actor.id
    first = db.session.get_one(Member, motion.proposed_by)
    officers = [chain.seal_person(ballot, one) for one in (first, actor)]
    return {"officers": officers, "reason": chain.seal(ballot, None, text=motion.reason)}


def _voidable(ballot: Ballot, number: int) -> Position:
    seat, position = queries.demand_seat(ballot, number), queries.standing(ballot, number)
    if position is None or db.session.get_one(Member, seat.holder_id).state != State.suspended.value:
        raise IllegalMove(N_("Only a position that stands at the seat of a suspended member can be voided."))
    return position
