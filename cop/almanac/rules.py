"""How a local hour weighs on those who are to meet at it, and which hours weigh on all alike. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

WEIGHTS = (8, 8, 8, 8, 8, 8, 4, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 2, 4, 4, 8, 8)
"""Of each hour of the day: nothing from nine to five, most at night."""
FREE_DAY = 4
STEP = timedelta(minutes=30)
MOST_A_DAY = 2
APART = timedelta(hours=2)  # of two that are offered on one day


class Warn(Enum):
    night = "night"
    early = "early"
    late = "late"
    weekend = "weekend"
    holiday = "holiday"


@dataclass(frozen=True)
class Place:
    """A country concerned, and the zone that most of its people here live in."""

    country: str
    zone: str


@dataclass(frozen=True)
class Free:
    """What is known of a day in a country: whether it is of the weekend, and the holiday's name or ""."""

    weekend: bool
    holiday: str


@lru_cache(maxsize=4096)
def touched(hour: int, minute: int, minutes: int) -> frozenset[int]:
    """The hours of the day of so many minutes from then on; the last moment is not of the next one."""
    count = (minute + max(minutes, 1) - 1) // 60 + 1
    return frozenset((hour + n) % 24 for n in range(min(count, 24)))


@dataclass(frozen=True)
class Local:
    """A slot as one place has it; ``begins`` and ``ends`` are naive local times."""

    place: Place
    begins: datetime
    ends: datetime
    free: Free

    @property
    def weight(self) -> int:
        """0 for office hours, 12 at most: the worst hour of the slot, and more where people are off."""
        off = FREE_DAY if self.free.weekend or self.free.holiday else 0
        return max(WEIGHTS[hour] for hour in self.hours) + off

    @property
    def hours(self) -> frozenset[int]:
        """The hours of the day that the slot touches."""
        return touched(
            self.begins.hour, self.begins.minute, (self.ends - self.begins) // timedelta(minutes=1)
        )

    @property
    def warnings(self) -> list[Warn]:
        hours = self.hours
        night = any(WEIGHTS[hour] == WEIGHTS[0] for hour in hours)
        early = not night and any(WEIGHTS[hour] > 1 and hour < 9 for hour in hours)
        late = not night and any(WEIGHTS[hour] > 1 and hour > 16 for hour in hours)
        said = {
            Warn.night: night, Warn.early: early, Warn.late: late,
            Warn.weekend: self.free.weekend, Warn.holiday: bool(self.free.holiday),
        }  # fmt: skip
        return [warn for warn, holds in said.items() if holds]


def by_hour(locals_: Iterable[Local]) -> list[tuple[datetime, list[Local]]]:
    """The places that have the same local start together, from west to east."""
    ordered = sorted(locals_, key=lambda one: one.begins)
    return [(begins, list(some)) for begins, some in groupby(ordered, key=lambda one: one.begins)]


FreeOn = Callable[[str, date], Free]


def local(begins: datetime, minutes: int, place: Place, free: FreeOn) -> Local:
    """The slot (a moment, and its length) as the place has it."""
    there, end = _walls(begins, minutes, place.zone)
    return Local(place, there, end, free(place.country, there.date()))


@lru_cache(maxsize=128)
def _zone(name: str) -> ZoneInfo:
    """Held here: the library holds eight and reads a ninth from its file each time it is asked for."""
    return ZoneInfo(name)


@lru_cache(maxsize=16_384)
def _walls(begins: datetime, minutes: int, zone: str) -> tuple[datetime, datetime]:
    """Kept, since most countries of the region share their zone's hours with another."""
    moments = (begins, begins + timedelta(minutes=minutes))
    there, end = (moment.astimezone(_zone(zone)).replace(tzinfo=None) for moment in moments)
    return there, end


def unfairness(locals_: Iterable[Local], borne: Mapping[str, int]) -> tuple[int, int]:
    """What a slot costs: its worst case first, then all together; the lower, the fairer.

    ``borne`` is what a country bore on average lately: it adds to an hour that is bad for it again.
    """
    costs = [one.weight and one.weight + borne.get(one.place.country, 0) for one in locals_]
    return max(costs, default=0), sum(costs)


def fairest(
    first: date,
    days: int,
    minutes: int,
    places: Sequence[Place],
    free: FreeOn,
    borne: Mapping[str, int],
    after: datetime,
    most: int,
) -> list[datetime]:
    """The ``most`` fairest starts (UTC) of the days from ``first`` on, at most two a day, the fairest first."""
    begin = datetime.combine(first, datetime.min.time(), UTC)
    starts = (begin + n * STEP for n in range(days * 48))
    ranked = sorted(
        (start for start in starts if start > after),
        key=lambda start: (unfairness((local(start, minutes, one, free) for one in places), borne), start),
    )
    found: list[datetime] = []
    for start in ranked:
        same_day = [one for one in found if one.date() == start.date()]
        if len(same_day) < MOST_A_DAY and all(
            abs(one - start) >= max(APART, timedelta(minutes=minutes)) for one in same_day
        ):
            found.append(start)
        if len(found) == most:
            break
    return found
