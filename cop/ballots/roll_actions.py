"""Keeping a roll while its ballot runs: a silent seat passes on, a notice comes back, a person is erased."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from cop.ballots import chain, counting, events, permits, queries
from cop.ballots.ending import demand_running
from cop.ballots.kept import Opening
from cop.ballots.models import Ballot
from cop.ballots.positions import check_transfer
from cop.ballots.record import Event, Kind
from cop.ballots.seats import Position, Seat
from cop.ballots.terms import Stance
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import NOBODY, OFFICERS, record
from cop.members.models import Member


@action(permits.may_run, lock="ballot")
def transfer_seat(
    ballot: Ballot, number: int, successor: Member | None, *, actor: Any, now: datetime
) -> Event:
    """Gives a silent seat to the successor its organisation names; group and country stay as they were.

    Raises IllegalMove for a seat that has spoken, Invalid (successor) for who cannot follow.
    """
    demand_running(ballot, now)
    seat = queries.demand_seat(ballot, number)
    standing = queries.standing(ballot, number)
    check_transfer(Stance(standing.stance) if standing else None)
    successor = _check_successor(ballot, seat, successor)
    who = chain.seal_person(ballot, successor)
    event = chain.append(ballot, Kind.SEAT_TRANSFERRED, events.seat_transferred(seat=number, who=who), now)
    seat.holder_id, seat.who, seat.alternate_id, seat.alternate = successor.id, who, None, ""
    counting.reach(seat, None, undelivered=False)
    record(
        "seat_transferred", ballot.ref, actor=actor, now=now, audience=OFFICERS, seq=event.seq, seat=number
    )
    return event


def _check_successor(ballot: Ballot, seat: Seat, successor: Member | None) -> Member:
    if successor is None or not successor.is_member or successor.organisation.name != seat.organisation:
        raise Invalid(
            N_("A seat passes to an active member of the same organisation, which is %(organisation)s."),
            field="successor",
            organisation=seat.organisation,
        )
    if queries.seat_of(ballot, successor) is not None:
        raise Invalid(N_("This person is on the roll already. Name somebody else."), field="successor")
    return successor


@action(permits.may_reach, lock="ballot")
def mark_undelivered(ballot: Ballot, number: int, *, actor: Any, now: datetime) -> Event:
    """Notes that the notice to a seat came back. Raises IllegalMove when that is noted already."""
    demand_running(ballot, now)
    seat = queries.demand_seat(ballot, number)
    if seat.undelivered:
        raise IllegalMove(
            N_("This seat is marked as not reached already. Its organisation may name a successor.")
        )
    event = chain.append(ballot, Kind.UNDELIVERED, events.of_seat(number), now)
    counting.reach(seat, queries.standing(ballot, number), undelivered=True)
    record("seat_unreached", ballot.ref, actor=actor, now=now, audience=NOBODY, seq=event.seq)
    return event


@action(permits.may_erase, lock="person")
def erase_openings(person: Member, *, actor: Any, now: datetime) -> int:
    """Takes a person's name out of every record, and all they wrote that stands no more; the records still hold.

    What stands stays, without a name: it is part of what was decided. Returns how many texts were deleted.
    """
    own = (Opening.member_id == person.id) & Opening.hash.not_in(select(Position.note))
    ballots = list(db.session.scalars(select(Opening.ballot_id).where(own).distinct()))
    erased = list(db.session.scalars(delete(Opening).where(own).returning(Opening.hash)))
    record("openings_erased", person.ref, actor=actor, now=now, audience=OFFICERS, ballots=sorted(ballots))
    return len(erased)
