"""Moving a seat: its position and the running tally change together, in the caller's transaction."""

from __future__ import annotations

from typing import Any

from cop.ballots import queries
from cop.ballots.models import Ballot
from cop.ballots.seats import Cell, Position, Seat
from cop.ballots.tally import Place
from cop.kernel.db import db


def put(ballot: Ballot, seat: Seat, **columns: Any) -> Position:
    """Makes this the position that stands at the seat."""
    before = queries.standing(ballot, seat.number)
    at = seat.place(before)
    position = before or Position(ballot_id=ballot.id, seat=seat.number)
    for name, value in (FRESH | columns).items():
        setattr(position, name, value)
    db.session.add(position)
    _move(seat, at, seat.place(position))
    return position


FRESH = {"objection": "", "disposition": "", "answer": "", "answered_at": None}


def lift(seat: Seat, position: Position) -> None:
    """The seat is silent again."""
    _move(seat, seat.place(position), seat.place(None))
    db.session.delete(position)
    db.session.flush()


def reach(seat: Seat, position: Position | None, *, undelivered: bool) -> None:
    """Whether the seat's notice came back."""
    before = seat.place(position)
    seat.undelivered = undelivered
    _move(seat, before, seat.place(position))


def _move(seat: Seat, before: Place, after: Place) -> None:
    if before != after:
        cell = db.session.get_one(
            Cell, (seat.ballot_id, seat.group_key, seat.country), populate_existing=True
        )
        cell.move(before, after)
    db.session.flush()
