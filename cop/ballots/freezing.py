"""Writing a new ballot down: text, roll, rule and times as they are now, and the first event over all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from cop.ballots import chain, clauses, events
from cop.ballots.canonical import Committed, commit
from cop.ballots.kept import Opening
from cop.ballots.models import Ballot
from cop.ballots.record import Event, first_event, public_hex
from cop.ballots.roll import Claim, Person, Prepared
from cop.ballots.seats import Cell, Seat
from cop.ballots.tally import PLACES, Tally
from cop.ballots.terms import Absence, BallotState
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid
from cop.spaces.models import Space


@dataclass(frozen=True)
class Sworn:
    """A claim with the commitments to its people, their texts kept beside."""

    claim: Claim
    holder: Committed
    alternate: Committed | None

    @property
    def seat(self) -> events.RollSeat:
        return events.RollSeat(*self.claim.holder.pair, self.holder.hash, self._alternate)

    @property
    def _alternate(self) -> str:
        return self.alternate.hash if self.alternate else ""

    @property
    def openings(self) -> list[dict[str, Any]]:
        pairs = ((self.claim.holder, self.holder), (self.claim.alternate, self.alternate))
        return [chain.opening_columns(person.id, text) for person, text in pairs if person and text]

    @property
    def columns(self) -> dict[str, Any]:
        holder, alternate = self.claim.holder, self.claim.alternate
        return {
            "group_key": holder.group,
            "country": holder.country,
            "holder_id": holder.id,
            "alternate_id": alternate.id if alternate else None,
            "organisation": holder.organisation,
            "who": self.holder.hash,
            "alternate": self._alternate,
        }


def freeze(space: Space, prepared: Prepared, now: datetime) -> Ballot:
    """The ballot, open, with roll, first event and head. Raises Invalid for a text without a clause."""
    sworn = [_sworn(claim) for claim in prepared.claims]
    roll = events.roll(one.seat for one in sworn)
    n = prepared.previous.n + 1 if prepared.previous else 1
    event = first_event(f"{prepared.proposal.slug}/{n}", _opened(prepared, roll), now)
    ballot = _ballot(space, prepared, n, event)
    db.session.add(ballot)
    db.session.flush()
    chain.keep(ballot, event)
    _write_roll(ballot, roll, sworn)
    chain.sign(ballot, event)
    return ballot


def _sworn(claim: Claim) -> Sworn:
    return Sworn(claim, _named(claim.holder), _named(claim.alternate) if claim.alternate else None)


def _named(person: Person) -> Committed:
    return commit(name=person.name, organisation=person.organisation)


def _opened(prepared: Prepared, roll: list[events.Data]) -> events.Data:
    return events.opened(
        closes_at=prepared.closes_at,
        key=public_hex(chain.signing_key()),
        previous=prepared.previous.name if prepared.previous else "",
        seats=roll,
        rule=prepared.rule,
        title=prepared.proposal.title,
        text=prepared.proposal.source,
    )


def _clauses(source: str) -> list[list[Any]]:
    split = [[clause.number, clause.source, clause.html] for clause in clauses.split(source)]
    if not any(number for number, *_ in split):
        raise Invalid(N_("The text has no clause yet, so there is nothing to decide. Its editors write it."))
    return split


def _ballot(space: Space, prepared: Prepared, n: int, event: Event) -> Ballot:
    proposal = prepared.proposal
    return Ballot(
        subject=proposal.subject,
        slug=proposal.slug,
        n=n,
        space_id=space.id,
        previous=prepared.previous,
        title=proposal.title,
        language=proposal.language,
        source=proposal.source,
        clauses=_clauses(proposal.source),
        rule=prepared.rule.data(),
        key=event.data["key"],
        state=str(BallotState.OPEN),
        opened_at=event.at,
        first_closes_at=prepared.closes_at,
        closes_at=prepared.closes_at,
        seats=len(prepared.claims),
        **chain.tip(event),
    )


def _write_roll(ballot: Ballot, roll: list[events.Data], sworn: Sequence[Sworn]) -> None:
    of_ballot = {"ballot_id": ballot.id}
    numbers = {entry["who"]: {"number": entry["seat"]} for entry in roll}
    seats = [of_ballot | numbers[one.holder.hash] | one.columns for one in sworn]
    openings = [of_ballot | columns for one in sworn for columns in one.openings]
    tally = Tally.of_seats((*one.claim.holder.pair, Absence.SILENT) for one in sworn)
    cells = [
        of_ballot
        | {"group_key": group, "country": country}
        | {place: getattr(counts, place) for place in PLACES}
        for (group, country), counts in tally.cells.items()
    ]
    for table, rows in ((Seat, seats), (Opening, openings), (Cell, cells)):
        db.session.execute(insert(table.__table__), rows)  # type: ignore[arg-type]
