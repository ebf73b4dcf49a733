"""When a meeting may decide: enough members, countries and stakeholder groups. Pure counting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Seats:
    """How many people of one stakeholder group and country take part."""

    group: str
    country: str
    people: int


@dataclass(frozen=True)
class Quorum:
    """Counts of a composition: what a meeting has, or what it needs; 0 needs nothing."""

    members: int = 0
    countries: int = 0
    groups: int = 0


@dataclass(frozen=True)
class Need:
    """One line of the quorum: ``what`` is members, countries or groups."""

    what: str
    have: int
    needs: int

    @property
    def short(self) -> int:
        return max(0, self.needs - self.have)


def composition(seats: Iterable[Seats]) -> Quorum:
    taken = [s for s in seats if s.people]
    return Quorum(
        sum(s.people for s in taken), len({s.country for s in taken}), len({s.group for s in taken})
    )


def needs(seats: Iterable[Seats], quorum: Quorum) -> list[Need]:
    """What is there against what is needed; only the lines that the quorum asks for."""
    have = composition(seats)
    lines = (
        (what, getattr(have, what), getattr(quorum, what)) for what in ("members", "countries", "groups")
    )
    return [Need(*line) for line in lines if line[2]]


def met(lines: Iterable[Need]) -> bool:
    return not any(line.short for line in lines)


def would_complete(seats: Sequence[Seats], quorum: Quorum, group: str, country: str) -> bool:
    """Whether one more person, of that group and country, makes the quorum that is not there yet."""
    more = [*seats, Seats(group, country, 1)]
    return not met(needs(seats, quorum)) and met(needs(more, quorum))


def frozen(have: Quorum, quorum: Quorum) -> dict[str, list[int]]:
    """The composition beside what it needed, as a decision keeps it: {"members": [have, needs], ...}."""
    return {what: [getattr(have, what), getattr(quorum, what)] for what in ("members", "countries", "groups")}
