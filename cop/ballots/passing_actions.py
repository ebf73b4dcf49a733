"""A silent seat goes to its alternate, a delegation to who is left, when a person leaves or pauses."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.ballots import chain, counting, delegation_history, events, permits, queries
from cop.ballots.ending import demand_running
from cop.ballots.models import Ballot
from cop.ballots.positions import check_transfer
from cop.ballots.record import Event, Kind
from cop.ballots.seats import Delegation
from cop.ballots.terms import Stance
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid
from cop.kernel.ledger import OFFICERS, record
from cop.members.models import Member


@action(permits.by_the_clock, lock="ballot")
def pass_to_alternate(ballot: Ballot, number: int, *, actor: Any, now: datetime) -> Event:
    """Makes the alternate of a silent seat its holder. Raises IllegalMove for a seat that has spoken, Invalid."""
    demand_running(ballot, now)
    seat = queries.demand_seat(ballot, number)
    standing = queries.standing(ballot, number)
    check_transfer(Stance(standing.stance) if standing else None)
    follower = db.session.get(Member, seat.alternate_id or 0)
    if follower is None or not follower.is_member:
        raise Invalid(N_("This seat has no alternate who takes part. Its organisation may name a successor."))
    who = chain.seal_person(ballot, follower)
    event = chain.append(ballot, Kind.SEAT_TRANSFERRED, events.seat_transferred(seat=number, who=who), now)
    seat.holder_id, seat.who, seat.alternate_id, seat.alternate = follower.id, who, None, ""
    counting.reach(seat, None, undelivered=False)
    record(
        "seat_transferred", ballot.ref, actor=actor, now=now, audience=OFFICERS, seq=event.seq, seat=number
    )
    return event


@action(permits.by_the_clock, lock="delegation")
def pass_delegation(delegation: Delegation, leaving: Member, *, actor: Any, now: datetime) -> None:
    """Without the person who leaves: the alternate heads it alone; a delegation of nobody else ends."""
    heads = delegation.head_id == leaving.id
    follower = delegation.alternate_id if heads else delegation.head_id
    record("delegation_passed", f"delegation:{delegation.id}", actor=actor, now=now, audience=OFFICERS)
    if follower is None:
        delegation_history.end(delegation, "left", now)
        db.session.delete(delegation)
    else:
        delegation.head_id, delegation.alternate_id = follower, None
        delegation.version += 1
        delegation_history.begin(delegation, actor, now, "left")
    db.session.flush()
