"""Who hears of what happens to a ballot: the seats it concerns, and of a position only the seat itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import select

from cop.ballots import delegation_queries
from cop.ballots.delegation_models import DelegationTerm
from cop.ballots.kept import Event
from cop.ballots.seats import Position, Seat
from cop.kernel import refs
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter

Tell = Callable[[Entry], Iterable[Letter]]


def to_roll(kind: str) -> Tell:
    """A letter to every holder and alternate."""

    def tell(entry: Entry) -> Iterator[Letter]:
        people = select(Seat.holder_id, Seat.alternate_id).where(Seat.ballot_id == _id(entry))
        yield from _letters(kind, entry, db.session.execute(people.order_by(Seat.number)))

    return tell


def to_silent(kind: str) -> Tell:
    """A letter to the holders and alternates of seats that have not spoken."""

    def tell(entry: Entry) -> Iterator[Letter]:
        both = (Position.ballot_id == Seat.ballot_id) & (Position.seat == Seat.number)
        people = select(Seat.holder_id, Seat.alternate_id).outerjoin(Position, both)
        silent = people.where(Seat.ballot_id == _id(entry), Position.seat.is_(None))
        yield from _letters(kind, entry, db.session.execute(silent.order_by(Seat.number)))

    return tell


def to_seat(kind: str) -> Tell:
    """A letter to the holder of the seat that the entry's event is about, and to its alternate."""

    def tell(entry: Entry) -> Iterator[Letter]:
        at_seat = (Seat.ballot_id == Event.ballot_id) & (Seat.number == Event.seat)
        people = select(Seat.holder_id, Seat.alternate_id).join(Event, at_seat)
        own = people.where(Event.ballot_id == _id(entry), Event.seq == entry.facts["seq"])
        yield from _letters(kind, entry, db.session.execute(own))

    return tell


def to_objector(kind: str) -> Tell:
    """A letter to the seat whose objection was answered."""

    def tell(entry: Entry) -> Iterator[Letter]:
        of_seat = (Seat.ballot_id == _id(entry)) & (Seat.number == entry.facts["seat"])
        yield from _letters(
            kind, entry, db.session.execute(select(Seat.holder_id, Seat.alternate_id).where(of_seat))
        )

    return tell


def to_delegation(entry: Entry) -> Iterator[Letter]:
    """A letter to the head and the alternate that were named, and one to those for whom they speak."""
    term = db.session.get(DelegationTerm, entry.facts.get("term", 0))
    if term is None:
        return
    named, about = [id for id in (term.head_id, term.alternate_id) if id], {"term": term.id}
    for one in named if term.ended_at is None else ():
        yield Letter("delegation_named", one, about, entry.id)
    for id, _name in delegation_queries.voters_of(term.group_key, term.country):
        if term.ended_at is not None or id not in named:
            yield Letter("delegation_changed", id, about, entry.id)


def _id(entry: Entry) -> int:
    return refs.split(entry.subject)[1]


def _letters(kind: str, entry: Entry, people: Iterable[Any]) -> Iterator[Letter]:
    about = {"ballot": _id(entry)} | {key: entry.facts[key] for key in ("seq",) if key in entry.facts}
    for holder, alternate in people:
        yield from (Letter(kind, one, about, entry.id) for one in (holder, alternate) if one)


NOTICES = {
    "delegation_named": to_delegation,
    "delegation_ended": to_delegation,
    "delegation_passed": to_delegation,
    "ballot_opened": to_roll("ballot_opened"),
    "ballot_extended": to_roll("ballot_extended"),
    "ballot_closed": to_roll("ballot_ended"),
    "ballot_overtaken": to_roll("ballot_ended"),
    "ballot_annulled": to_roll("ballot_ended"),
    "ballot_reminded": to_silent("ballot_reminder"),
    "position_taken": to_seat("ballot_receipt"),
    "position_retracted": to_seat("ballot_receipt"),
    "position_entered": to_seat("ballot_entered"),
    "entry_retracted": to_seat("ballot_entered"),
    "position_voided": to_seat("ballot_voided"),
    "seat_transferred": to_seat("ballot_opened"),
    "objection_answered": to_objector("objection_answered"),
}
QUIET = (
    "position_late",
    "seat_unreached",
    "openings_erased",
    "motion_proposed",
    "motion_withdrawn",
    "objection_resolved",
    "objection_maintained",
    "objection_lapsed",
    "witness_added",
)
