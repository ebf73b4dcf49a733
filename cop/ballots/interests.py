"""Which seats were asked to recuse themselves when a ballot opened, and how it went without them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from cop.ballots import queries
from cop.ballots.decision import outcome
from cop.ballots.models import Ballot
from cop.ballots.roll import Claim
from cop.ballots.seats import Position, Seat
from cop.ballots.tally import Tally
from cop.ballots.terms import Outcome, Stance
from cop.kernel.db import Model, db
from cop.members import interest_queries
from cop.members.interest_models import Interest


class Concern(Model):
    """A seat whose holder or alternate had declared an interest in what the ballot is about, as at its opening.

    It is no part of the ballot's record: nobody is recused by it.
    """

    __tablename__ = "ballot_concerns"
    __table_args__ = (
        ForeignKeyConstraint(["ballot_id", "seat"], ["ballot_seats.ballot_id", "ballot_seats.number"]),
    )
    ballot_id: Mapped[int] = mapped_column(primary_key=True)
    seat: Mapped[int] = mapped_column(primary_key=True)
    interest_id: Mapped[int] = mapped_column(ForeignKey("interests.id"), primary_key=True)


Pair = tuple[str, str]
"""What an interest is about, and its key."""


def matching(ballot: Ballot, subjects: Iterable[Pair], day: date) -> Sequence[Any]:
    """(seat, interest) of the roll's people with an interest in one of the subjects that day."""
    theirs = or_(Interest.member_id == Seat.holder_id, Interest.member_id == Seat.alternate_id)
    found = select(Seat.number, Interest.id).join(Interest, theirs).where(Seat.ballot_id == ballot.id)
    return db.session.execute(
        found.where(interest_queries.on(subjects, day)).order_by(Seat.number, Interest.id)
    ).all()


def on_roll(claims: Iterable[Claim], subjects: Collection[Pair], day: date) -> list[str]:
    """Names of those who would be asked if a ballot opened so that day."""
    if not subjects:
        return []
    found = set(db.session.scalars(select(Interest.member_id).where(interest_queries.on(subjects, day))))
    people = (person for claim in claims for person in (claim.holder, claim.alternate) if person)
    return [person.name for person in people if person.id in found]


def declared(ballot: Ballot, member: Any) -> list[Interest]:
    """What ``member`` had declared that this ballot is about."""
    own = select(Interest).join(Concern, Concern.interest_id == Interest.id)
    own = own.where(Concern.ballot_id == ballot.id, Interest.member_id == member.id)
    return list(db.session.scalars(own.order_by(Interest.id)))


def concerned(ballot: Ballot) -> list[int]:
    """The members asked to recuse themselves, once each."""
    people = select(Interest.member_id).join(Concern, Concern.interest_id == Interest.id)
    return list(
        db.session.scalars(
            people.where(Concern.ballot_id == ballot.id).distinct().order_by(Interest.member_id)
        )
    )


def without(ballot: Ballot) -> tuple[Outcome, Tally, int] | None:
    """The outcome by the same rule, the tally it follows from, and how many seats are out of it, had each seat with a
    declared interest recused itself. None where no seat had one.
    """
    seats = select(Concern.seat).where(Concern.ballot_id == ballot.id)
    at_seat = (Position.ballot_id == Seat.ballot_id) & (Position.seat == Seat.number)
    rows = select(Seat, Position).outerjoin(Position, at_seat).where(Seat.ballot_id == ballot.id)
    found = db.session.execute(rows.where(Seat.number.in_(seats))).all()
    if not found:
        return None
    tally = queries.tally(ballot)
    for seat, position in found:
        stands = seat.place(position)
        if stands is not Stance.RECUSE:
            tally = tally.moved(seat.group_key, seat.country, stands, Stance.RECUSE)
    return outcome(tally, ballot.consensus_rule), tally, len(found)
