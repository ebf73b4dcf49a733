"""Whom the notice of a ballot has not reached by mail: what the server refused, and what was given up on.

Read from the outbox, which alone knows: a letter that failed waits there with the reason, until it goes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, cast, func, literal, or_, select

from cop.ballots.models import Ballot
from cop.ballots.seats import Seat
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.outbox import ATTEMPTS, TROUBLED, Item
from cop.members.models import Member

NOTICE = "ballot_opened"
CALLING = ("ballot_opened", "seat_transferred")  # what sends a seat that letter
SHOWN = 50


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
    return [
        Unreached(number, name, people[id].last_error, people[id].attempts >= ATTEMPTS)
        for number, id, name in _seated(ballot, list(people))
    ]


def count(ballot: Ballot) -> int:
    return db.session.scalar(select(func.count()).select_from(_failing(ballot).subquery())) or 0


def given_up(ballot: Ballot, most: int = SHOWN) -> list[int]:
    """Seats not noted yet whose every letter was given up on; at most so many, the rest when these are done."""
    failed = _failing(ballot).with_only_columns(Item.payload).where(Item.attempts >= ATTEMPTS)
    ids = {payload["to"] for (payload,) in db.session.execute(failed.limit(10 * most))}
    mine = or_(Seat.holder_id.in_(ids), Seat.alternate_id.in_(ids))
    rows = db.session.execute(
        select(Seat.number, Seat.holder_id, Seat.alternate_id).where(
            Seat.ballot_id == ballot.id, ~Seat.undelivered, mine
        )
    )
    return [n for n, holder, alternate in rows if {holder, alternate or holder} <= ids][:most]


def _failing(ballot: Ballot) -> Any:
    """Letters about the ballot that failed and have not gone out."""
    key = literal("mail:") + cast(Entry.id, String) + literal(f":{NOTICE}:%")
    return (
        select(Item.id, Item.payload, Item.last_error, Item.attempts)
        .join(Entry, Item.key.like(key))
        .where(Entry.subject == ballot.ref, Entry.verb.in_(CALLING))
        .where(TROUBLED, Item.kind == "mail")
    )


def _seated(ballot: Ballot, ids: list[int]) -> Sequence[Any]:
    mine = or_(Seat.holder_id == Member.id, Seat.alternate_id == Member.id)
    found = select(Seat.number, Member.id, Member.name).join(Member, mine)
    own = found.where(Seat.ballot_id == ballot.id, Member.id.in_(ids))
    return db.session.execute(own.order_by(Seat.number)).all()
