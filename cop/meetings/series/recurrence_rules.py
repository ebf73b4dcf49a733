"""How a meeting comes again: by days, by weeks, or by a weekday of the month. Pure; all times are local (naive).

A rule is kept as RFC 5545 writes it ("FREQ=MONTHLY;BYDAY=3WE;COUNT=12"), but for the end of one with UNTIL: that is
the last local day, since the zone is the series'. Every rule ends; a series that goes on is extended.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import count, islice, takewhile

from cop.kernel.errors import N_, Invalid

MOST_DATES = 104


MOST_INTERVAL = 12


FARTHEST = timedelta(days=5 * 366)


WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


UNTIL = "%Y%m%d"


class Every(Enum):
    day = "day"
    week = "week"
    weekday = "weekday"  # the third Wednesday of the month
    last = "last"  # the last Wednesday of the month


@dataclass(frozen=True)
class Rule:
    """Every ``interval`` days, weeks or months, ``count`` times or until a day: exactly one of the two."""

    every: Every
    interval: int = 1
    count: int | None = None
    until: date | None = None


def walls(start: datetime, rule: Rule) -> list[datetime]:
    """The dates in order, ``start`` first; at most one more than ``MOST_DATES``, which is too many."""
    until = rule.until
    within = takewhile(lambda wall: until is None or wall.date() <= until, _endless(start, rule))
    return list(islice(within, min(rule.count or MOST_DATES + 1, MOST_DATES + 1)))


def _endless(start: datetime, rule: Rule) -> Iterator[datetime]:
    if rule.every in (Every.day, Every.week):
        step = timedelta(days=rule.interval * (7 if rule.every is Every.week else 1))
        return (start + n * step for n in count())
    return (_in_month(start, n * rule.interval, rule.every) for n in count())


def _in_month(start: datetime, months: int, every: Every) -> datetime:
    """``start``'s weekday, of the same rank or the last, so many months later."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    first = start.replace(year=year, month=month + 1, day=1)
    first += timedelta(days=(start.weekday() - first.weekday()) % 7)
    if every is Every.weekday:
        return first + timedelta(weeks=rank(start) - 1)
    days = calendar.monthrange(year, month + 1)[1]
    return first + timedelta(weeks=(days - first.day) // 7)


def rank(day: date) -> int:
    """3 for the third Wednesday of a month, 5 at most."""
    return (day.day - 1) // 7 + 1


def is_last(day: date) -> bool:
    """Whether it is the last of its weekday in its month."""
    return day.day + 7 > calendar.monthrange(day.year, day.month)[1]


def demand_rule(start: datetime, rule: Rule) -> None:
    """Raises Invalid, at its field, for a rule that no series can have from ``start`` on."""
    if not 1 <= rule.interval <= MOST_INTERVAL:
        raise Invalid(N_("Write a number from 1 to %(most)d."), field="interval", most=MOST_INTERVAL)
    _demand_weekday(start, rule)
    if (rule.count is None) == (rule.until is None):
        raise Invalid(N_("Say when the series ends: after how many dates, or on which day."), field="count")
    field, found = ("count" if rule.count else "until"), walls(start, rule)
    if len(found) < 2:
        raise Invalid(N_("That makes one date only. Choose a later end, or no repetition."), field=field)
    if len(found) > MOST_DATES or found[-1] - start > FARTHEST:
        raise Invalid(
            N_("A series has at most %(most)d dates within five years. It can be extended later."),
            field=field,
            most=MOST_DATES,
        )


def _demand_weekday(start: datetime, rule: Rule) -> None:
    if rule.every is Every.weekday and rank(start) == 5:
        raise Invalid(
            N_("Not every month has a fifth one of that weekday. Choose the last one instead."), field="every"
        )
    if rule.every is Every.last and not is_last(start):
        raise Invalid(
            N_(
                "The first date is not the last one of its weekday in its month. Choose another date or rule."
            ),
            field="every",
        )


def written(start: datetime, rule: Rule) -> str:
    """As it is kept."""
    weekday = WEEKDAYS[start.weekday()]
    parts = {
        Every.day: "FREQ=DAILY",
        Every.week: f"FREQ=WEEKLY;BYDAY={weekday}",
        Every.weekday: f"FREQ=MONTHLY;BYDAY={rank(start)}{weekday}",
        Every.last: f"FREQ=MONTHLY;BYDAY=-1{weekday}",
    }
    interval = f";INTERVAL={rule.interval}" if rule.interval > 1 else ""
    end = f";UNTIL={rule.until:{UNTIL}}" if rule.until else f";COUNT={rule.count}"
    return parts[rule.every] + interval + end


def read(kept: str) -> Rule:
    """What ``written`` wrote."""
    parts = dict(part.split("=") for part in kept.split(";"))
    by = {"DAILY": Every.day, "WEEKLY": Every.week}
    monthly = Every.last if parts.get("BYDAY", "").startswith("-1") else Every.weekday
    until = datetime.strptime(parts["UNTIL"], UNTIL).date() if "UNTIL" in parts else None  # noqa: DTZ007 a local day
    number = int(parts["COUNT"]) if "COUNT" in parts else None
    return Rule(by.get(parts["FREQ"], monthly), int(parts.get("INTERVAL", 1)), number, until)


def in_calendars(kept: str, last: datetime) -> str:
    """As RFC 5545 has it: UNTIL is a moment in UTC, that of the ``last`` date, where the start has a zone."""
    parts = (f"UNTIL={last:%Y%m%dT%H%M%SZ}" if p.startswith("UNTIL=") else p for p in kept.split(";"))
    return ";".join(parts)
