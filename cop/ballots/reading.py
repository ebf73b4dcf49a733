"""What the ballot pages read: the ballot of an address, settled; one's own seat; what was said of the last text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cop.ballots import queries, records
from cop.ballots.changes import Changes, between
from cop.ballots.due import settled
from cop.ballots.models import Ballot
from cop.ballots.positions import NEEDS
from cop.ballots.seats import Position, Seat
from cop.ballots.tally import Tally
from cop.ballots.terms import BallotState, Stance
from cop.kernel import refs


def ballot(viewer: Any, slug: str, n: int) -> Ballot | None:
    """The ballot of an address, closed first if its time is over."""
    return settled(queries.by_address(viewer, slug, n))


def subject(one: Ballot, viewer: Any) -> refs.Resolved:
    """What the ballot decides, as ``viewer`` reads it."""
    return refs.resolve([one.subject], viewer)[one.subject]


@dataclass(frozen=True)
class Own:
    """A viewer's place in a ballot; ``before`` is what stood at the seat in the ballot that this text overtook."""

    seat: Seat | None
    position: Position | None
    before: Position | None
    alone: bool

    @property
    def is_new(self) -> bool:
        return self.position is None


def own(one: Ballot, viewer: Any, tally: Tally) -> Own:
    seat = queries.seat_of(one, viewer)
    if seat is None:
        return Own(None, None, None, False)
    position = queries.standing(one, seat.number)
    before = _before(one, viewer) if position is None else None
    return Own(seat, position, before, (seat.group_key, seat.country) in tally.alone)


def _before(one: Ballot, viewer: Any) -> Position | None:
    if one.previous is None or one.previous.standing is not BallotState.OVERTAKEN:
        return None
    seat = queries.seat_of(one.previous, viewer)
    return queries.standing(one.previous, seat.number) if seat else None


def changed(one: Ballot) -> Changes | None:
    """What changed since the ballot that this text overtook; None where it overtook none."""
    before = one.previous
    if before is None or before.standing is not BallotState.OVERTAKEN:
        return None
    return between(before.clauses, one.clauses)


def said(one: Ballot, position: Position) -> dict[str, Any]:
    """A position as its form would be filled in."""
    fields = records.texts(one, position.note).get(position.note, {})
    clause = {f"{position.stance}_clause": fields["clause"]} if "clause" in fields else {}
    kept = {name: fields[name] for name in NEEDS.get(Stance(position.stance), {}) if name in fields}
    return {"stance": position.stance, "sign": position.sign, **kept, **clause}


def prefilled(one: Ballot, mine: Own) -> dict[str, Any]:
    """What the form shows first: what stands, or what stood on the text before and is to be reaffirmed."""
    if mine.position:
        return said(one, mine.position)
    if mine.before and one.previous:
        return _renumbered(said(one.previous, mine.before), between(one.previous.clauses, one.clauses))
    return {"sign": True}


def _renumbered(fields: dict[str, Any], changes: Changes) -> dict[str, Any]:
    """The clause as this text numbers it; left to be chosen again where it is gone."""
    for name in ("reserve_clause", "object_clause"):
        if name in fields:
            fields[name] = str(changes.moved.get(int(fields[name]), ""))
    return fields
