"""What a record's events add up to: the seats, what stands, the tally. Recounts what is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cop.ballots.record import ENDINGS, Event, Kind
from cop.ballots.rules import ConsensusRule, rule_from
from cop.ballots.tally import Place, Tally
from cop.ballots.terms import Absence, Outcome, Stance


@dataclass
class History:
    """A record read so far: by seat, the cast that stands and the commitment to who holds it now."""

    rule: ConsensusRule
    roll: dict[int, dict[str, Any]]
    who: dict[int, str]
    standing: dict[int, Event] = field(default_factory=dict)
    undelivered: set[int] = field(default_factory=set)
    resolved: set[int] = field(default_factory=set)
    end: Event | None = None

    @property
    def adopted(self) -> bool:
        closed = self.end if self.end and self.end.kind is Kind.CLOSED else None
        return closed is not None and Outcome(closed.data["outcome"]).adopted

    def place(self, seat: int) -> Place:
        """Where the seat is counted."""
        if seat in self.standing:
            return Stance(self.standing[seat].data["position"])
        return Absence.UNREACHED if seat in self.undelivered else Absence.SILENT

    def tally(self) -> Tally:
        return Tally.of_seats((s["group"], s["country"], self.place(n)) for n, s in self.roll.items())

    def read(self, event: Event) -> None:
        """Takes in the next event of the record."""
        data, kind = event.data, event.kind
        if kind in ENDINGS:
            self.end = event
        elif kind is Kind.CAST:
            self.standing[data["seat"]] = event
        elif kind in (Kind.RETRACTED, Kind.VOIDED):
            del self.standing[data["seat"]]
        elif kind is Kind.UNDELIVERED:
            self.undelivered.add(data["seat"])
        elif kind is Kind.SEAT_TRANSFERRED:
            self.who[data["seat"]] = data["who"]
            self.undelivered.discard(data["seat"])
        elif kind is Kind.OBJECTION_RESOLVED:
            self.resolved.add(data["cast"])


def replay(events: Iterable[Event]) -> History:
    """A record's history from ``opened`` on. Raises KeyError where a retracted cast does not stand."""
    rest = iter(events)
    opened = next(rest).data
    roll = {seat["seat"]: seat for seat in opened["roll"]}
    history = History(rule_from(opened["rule"]), roll, {n: seat["who"] for n, seat in roll.items()})
    for event in rest:
        history.read(event)
    return history
