"""What a poll's page shows of its slots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l

from cop.almanac import queries as almanac
from cop.almanac import rules as fairness
from cop.almanac.rules import Local, Place, Warn, by_hour
from cop.polls import answer_queries
from cop.polls.models import DatePoll, PollSlot
from cop.polls.rules import Counts, best_first

WARNINGS = {
    Warn.night.value: _l("night"),
    Warn.early.value: _l("early"),
    Warn.late.value: _l("late"),
    Warn.weekend.value: _l("weekend"),
    Warn.holiday.value: _l("holiday"),
}


@dataclass(frozen=True)
class Line:
    """A slot as every country has it, what is said of it, and its rank from 1."""

    slot: PollSlot
    locals: list[Local]
    counts: Counts
    can: list[str]
    rank: int

    @property
    def hours(self) -> list[tuple[datetime, list[Local]]]:
        return by_hour(self.locals)


def lines(poll: DatePoll, places: Sequence[Place], borne: dict[str, int]) -> list[Line]:
    """In the order of time."""
    hours = almanac.outlooks([slot.begins for slot in poll.slots], poll.minutes, places)
    by_slot = {slot.id: locals_ for slot, locals_ in zip(poll.slots, hours, strict=True)}
    costs = {id: fairness.unfairness(locals_, borne) for id, locals_ in by_slot.items()}
    counts, can = answer_queries.counts(costs), answer_queries.countries_that_can(poll)
    ranks = {one.slot: rank for rank, one in enumerate(best_first(counts.values()), 1)}
    return [
        Line(slot, by_slot[slot.id], counts[slot.id], can.get(slot.id, []), ranks[slot.id])
        for slot in poll.slots
    ]


@dataclass(frozen=True)
class Proposal:
    """A slot that could be asked about."""

    begins: datetime
    locals: list[Local]

    @property
    def hours(self) -> list[tuple[datetime, list[Local]]]:
        return by_hour(self.locals)


def proposals(starts: Sequence[datetime], minutes: int, places: Sequence[Place]) -> list[Proposal]:
    hours = almanac.outlooks(starts, minutes, places)
    return [Proposal(begins, locals_) for begins, locals_ in zip(starts, hours, strict=True)]


def burdens(places: Sequence[Place], borne: dict[str, int]) -> list[tuple[str, int]]:
    """(country, what meetings weighed on it), the heaviest first; none that bore nothing."""
    found: list[tuple[str, Any]] = [(one.country, borne.get(one.country, 0)) for one in places]
    return sorted(((c, n) for c, n in found if n), key=lambda pair: (-pair[1], pair[0]))
