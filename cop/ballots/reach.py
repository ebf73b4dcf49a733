"""Whom the notice of a ballot has not reached by mail: what the server refused, and what was given up on.

Read from the outbox, which alone knows: a letter that failed waits there with the reason, until it goes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, String, cast, func, literal, or_, select

from cop.ballots.models import Ballot
from cop.ballots.seats import Seat
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.outbox import ATTEMPTS, TROUBLED, Item
from cop.members.models import Member

NOTICE = "ballot_opened"
CALLING = ("ballot_opened", "seat_transferred")  # what sends a seat that letter
SHOWN = 50
ASKED_AT_ONCE = 1_000  # a statement takes only so many values


@dataclass(frozen=True)
class Unreached:
    """A seat's person to whom the notice did not go out; ``error`` as the mail server put it."""

    seat: int
    name: str
    error: str
    given_up: bool


def refused(ballot: Ballot, most: int = SHOWN) -> list[Unreached]:
    """The first ``most`` by time, each with the seat it holds or is the alternate of."""
    items = db.session.execute(_failing(ballot).order_by(Item.id).limit(most)).all()
    people = {item.payload["to"]: item for item in items}
    names = dict(db.session.execute(select(Member.id, Member.name).where(Member.id.in_(people))).all())
    return [
        Unreached(number, names[id], people[id].last_error, people[id].attempts >= ATTEMPTS)
        for number, *both in _seated(ballot, people)
        for id in both
        if id in people
    ]


def count(ballot: Ballot) -> int:
    return db.session.scalar(select(func.count()).select_from(_failing(ballot).subquery())) or 0


def given_up(ballot: Ballot, most: int = SHOWN) -> list[int]:
    """Seats not noted yet whose every letter was given up on; at most so many, the rest when these are done."""
    failed = _failing(ballot).with_only_columns(Item.payload).where(Item.attempts >= ATTEMPTS)
    ids = {payload["to"] for (payload,) in db.session.execute(failed)}
    found: set[int] = set()
    for begin in range(0, len(ids), ASKED_AT_ONCE):
        some = sorted(ids)[begin : begin + ASKED_AT_ONCE]
        waiting = _seated(ballot, some, ~Seat.undelivered)
        found |= {n for n, holder, alternate in waiting if {holder, alternate or holder} <= ids}
        if len(found) >= most:
            break
    return sorted(found)[:most]


def _failing(ballot: Ballot) -> Any:
    """Letters about the ballot that failed and have not gone out."""
    key = literal("mail:") + cast(Entry.id, String) + literal(f":{NOTICE}:%")
    return (
        select(Item.id, Item.payload, Item.last_error, Item.attempts)
        .join(Entry, Item.key.like(key))
        .where(Entry.subject == ballot.ref, Entry.verb.in_(CALLING))
        .where(TROUBLED, Item.kind == "mail")
    )


def _seated(ballot: Ballot, people: Iterable[int], *more: ColumnElement[bool]) -> Sequence[Any]:
    """(number, holder, alternate) of their seats, by number."""
    if not (ids := list(people)):
        return []
    own = or_(Seat.holder_id.in_(ids), Seat.alternate_id.in_(ids))
    found = select(Seat.number, Seat.holder_id, Seat.alternate_id).where(
        Seat.ballot_id == ballot.id, own, *more
    )
    return db.session.execute(found.order_by(Seat.number)).all()
