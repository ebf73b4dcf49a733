"""What becomes of a person's silent seats and delegations when the person leaves or pauses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from cop.ballots import passing_actions, queries, roll_actions
from cop.ballots.models import Ballot
from cop.ballots.seats import Delegation, Position, Seat
from cop.ballots.terms import BallotState
from cop.kernel.db import db
from cop.kernel.permits import SYSTEM
from cop.members.models import Member


def silent(member: Member, now: datetime) -> Sequence[Any]:
    """(ballot, number, alternate_id) of the member's seats in running ballots that have said nothing."""
    at_seat = (Position.ballot_id == Seat.ballot_id) & (Position.seat == Seat.number)
    found = (
        select(Ballot, Seat.number, Seat.alternate_id, Seat.undelivered)
        .join(Seat, Seat.ballot_id == Ballot.id)
        .outerjoin(Position, at_seat)
        .where(Seat.holder_id == member.id, Position.seat.is_(None))
        .where(Ballot.state == str(BallotState.OPEN), Ballot.closes_at > now)
    )
    return db.session.execute(found.order_by(Ballot.id)).all()


def pass_on(member: Member, now: datetime) -> int:
    """Gives the member's silent seats to their alternates, where there are any who take part; how many."""
    with_one = [(ballot, number) for ballot, number, *_ in silent(member, now) if _follows(ballot, number)]
    for ballot, number in with_one:
        passing_actions.pass_to_alternate(ballot, number, actor=SYSTEM, now=now)
    return len(with_one)


def _follows(ballot: Ballot, number: int) -> bool:
    alternate = db.session.get(Member, queries.demand_seat(ballot, number).alternate_id or 0)
    return alternate is not None and alternate.is_member


def vacate(member: Member, now: datetime) -> None:
    """For one who leaves: silent seats pass on or, without an alternate, are marked as reached by no letter any more.

    They stay in the denominator; their organisation may name a successor.
    """
    pass_on(member, now)
    for ballot, number, _alternate, undelivered in silent(member, now):
        if not undelivered:
            roll_actions.mark_undelivered(ballot, number, actor=SYSTEM, now=now)


def leave_delegations(member: Member, now: datetime) -> None:
    theirs = or_(Delegation.head_id == member.id, Delegation.alternate_id == member.id)
    for delegation in db.session.scalars(select(Delegation).where(theirs).order_by(Delegation.id)).all():
        passing_actions.pass_delegation(delegation, member, actor=SYSTEM, now=now)
