"""Counting the seats of a ballot. Pure.

A tally is kept by (group, country) and moves one seat at a time: it costs the same however many have spoken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from functools import cached_property, reduce

from cop.ballots.terms import Absence, Stance

Place = Stance | Absence
Cell = tuple[str, str]


@dataclass(frozen=True)
class Counts:
    """Seats by where they stand. ``silent`` includes ``unreached``."""

    endorse: int = 0
    reserve: int = 0
    object: int = 0
    stand_aside: int = 0
    recuse: int = 0
    silent: int = 0
    unreached: int = 0

    @property
    def seats(self) -> int:
        return self.present + self.recuse + self.silent

    @property
    def entitled(self) -> int:
        """The seats that count: all but those recused."""
        return self.seats - self.recuse

    @property
    def spoken(self) -> int:
        """What members see of a sealed ballot: the seats that said anything, recusals included."""
        return self.seats - self.silent

    @property
    def reached(self) -> int:
        return self.entitled - self.unreached

    @property
    def favour(self) -> int:
        return self.endorse + self.reserve

    @property
    def decided(self) -> int:
        return self.favour + self.object

    @property
    def present(self) -> int:
        return self.decided + self.stand_aside

    def changed(self, place: Place, by: int) -> Counts:
        """With ``by`` more seats at ``place``."""
        silent = {"silent": self.silent + by} if place is Absence.UNREACHED else {}
        return replace(self, **{str(place): getattr(self, str(place)) + by}, **silent)

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, name) + getattr(other, name) for name in PLACES))

    def data(self) -> dict[str, int]:
        return {"seats": self.seats} | asdict(self)


PLACES = tuple(f.name for f in fields(Counts))


@dataclass(frozen=True)
class Tally:
    """Counts by (group, country); a cell for every pair that has a seat on the roll."""

    cells: Mapping[Cell, Counts]

    @classmethod
    def of_seats(cls, seats: Iterable[tuple[str, str, Place]]) -> Tally:
        """Counted from nothing: (group, country, where it stands) for each seat of the roll."""
        cells: dict[Cell, Counts] = {}
        for (group, country, place), number in Counter(seats).items():
            cells[group, country] = cells.get((group, country), Counts()).changed(place, number)
        return cls(cells)

    def moved(self, group: str, country: str, before: Place, after: Place) -> Tally:
        """After one seat of the cell went from ``before`` to ``after``. Raises ValueError where none is."""
        counts = self.cells[group, country]
        if not getattr(counts, str(before)):
            raise ValueError(f"no {before} seat in {group}, {country}")
        return Tally({**self.cells, (group, country): counts.changed(before, -1).changed(after, 1)})

    @cached_property
    def all(self) -> Counts:
        return reduce(Counts.__add__, self.cells.values(), Counts())

    @cached_property
    def groups(self) -> dict[str, Counts]:
        return self._by(lambda cell: cell[0])

    @cached_property
    def countries(self) -> dict[str, Counts]:
        return self._by(lambda cell: cell[1])

    def _by(self, key: Callable[[Cell], str]) -> dict[str, Counts]:
        sums: dict[str, Counts] = {}
        for cell, counts in self.cells.items():
            sums[key(cell)] = sums.get(key(cell), Counts()) + counts
        return dict(sorted(sums.items()))

    def data(self) -> dict[str, object]:
        """As the record's ``closed`` event holds it."""
        groups = {key: counts.data() for key, counts in self.groups.items()}
        countries = {key: counts.data() for key, counts in self.countries.items()}
        return {"all": self.all.data(), "groups": groups, "countries": countries}

    @property
    def alone(self) -> list[Cell]:
        """Pairs of group and country with one seat: its holder can be recognised in the counts."""
        return sorted(cell for cell, counts in self.cells.items() if counts.seats == 1)

    @property
    def silent_on_the_question(self) -> list[str]:
        """Groups that were present and decided nothing."""
        return [key for key, counts in self.groups.items() if counts.present and not counts.decided]

    @property
    def not_represented(self) -> list[str]:
        """Groups whose every seat recused itself."""
        return [key for key, counts in self.groups.items() if not counts.entitled]
