"""Meetings as iCalendar (RFC 5545): one UID a series for life, its other dates and changes beside it.

A series with a rule is one event with that rule; what the rule says and the series left out is an EXDATE, what the
series has beyond the rule an RDATE. What differs of a date (moved, cancelled, renamed) is an instance of its own under
the date's first wall time (RECURRENCE-ID). The same state gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, timedelta

from icalendar import Calendar, Event

from cop.meetings.calendar import ics_zones
from cop.meetings.calendar.ics_events import (
    Dates,
    by_dates,
    by_rule,
    instance,
    of_date,
    original,
    usual_length,
)
from cop.meetings.series.models import Occurrence, Series
from cop.meetings.series.rules import State

REFRESH = timedelta(hours=4)  # how often a program that subscribes asks again


@dataclass(frozen=True)
class Reader:
    """For whom a calendar is written: ``host`` completes the UIDs, ``address`` is that of a date's page, ``where``
    says of a series whether they may know its place."""

    host: str
    address: Callable[[Occurrence], str]
    where: Callable[[Series], bool]


def calendar(listed: Iterable[tuple[Series, Dates]], reader: Reader, name: str = "") -> bytes:
    """All of ``listed``: each series with those of its dates that the reader is to know, in order.

    ``name`` is what programs call a calendar that they subscribe to.
    """
    shown = [(series, dates) for series, dates in listed if dates]
    made = begun(reader.host)
    if name:
        made.add("x-wr-calname", name)
        made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    add_zones(made, shown)
    for series, dates in shown:
        for event in events(series, dates, reader):
            made.add_component(event)
    return made.to_ical()


def begun(host: str) -> Calendar:
    made = Calendar()
    made.add("prodid", f"-//{host}//meetings//EN")
    made.add("version", "2.0")
    return made


def add_zones(made: Calendar, shown: Iterable[tuple[Series, Dates]]) -> None:
    """Each zone once, for the years of all its dates and those next to them."""
    years: dict[str, set[int]] = {}
    for series, dates in shown:
        seen = years.setdefault(series.zone, set())
        seen.update(year for date in dates for year in (date.begins.year - 1, date.ends.year + 1))
        seen.update((int(series.local_start[:4]) - 1,) if series.rrule else ())
    for zone, seen in sorted(years.items()):
        if zone != "UTC":
            made.add_component(ics_zones.timezone(zone, min(seen), max(seen)))


def events(series: Series, dates: Dates, reader: Reader) -> Iterator[Event]:
    """The series and what differs of its dates; of a single date, that date."""
    for event, date, where in _events(series, sorted(dates, key=lambda date: date.original)):
        describe(event, series, date, where, reader)
        yield event


def _events(series: Series, dates: Dates) -> Iterator[tuple[Event, Occurrence, tuple[str, str]]]:
    """Each with the date whose page it leads to, and where it is."""
    if len(dates) == 1 and not series.rrule:
        yield of_date(series, dates[0]), dates[0], dates[0].where
        return
    first, usual = dates[0], usual_length(series, dates)
    yield (by_rule if series.rrule else by_dates)(series, dates), first, series.where
    for date in dates:
        if _differs(series, date, usual):
            yield instance(series, date), date, date.where


def one(series: Series, date: Occurrence, reader: Reader) -> Event:
    """One date of a series of several, as it is now."""
    event = instance(series, date)
    describe(event, series, date, date.where, reader)
    return event


def _differs(series: Series, date: Occurrence, usual: timedelta) -> bool:
    moved = date.begins != original(series, date).astimezone(UTC)
    longer = date.ends - date.begins != usual
    other = (date.title, *date.where) != (series.title, *series.where)
    return moved or longer or other or date.state == State.cancelled.value


def describe(event: Event, series: Series, date: Occurrence, where: tuple[str, str], reader: Reader) -> None:
    """What every event of a series says; ``where`` to those who may know it. DTSTAMP without a METHOD is the time of
    the last change."""
    address = reader.address(date)
    event.add("uid", uid(series, reader.host))
    event.add("sequence", series.sequence)
    event.add("dtstamp", series.changed_at)
    event.add("created", series.created_at)
    event.add("last-modified", series.changed_at)
    event.add("url", address)
    event.add("description", f"{series.purpose}\n\n{address}".strip())
    if any(where) and reader.where(series):
        event.add("location", " · ".join(filter(None, where)))


def uid(series: Series, host: str) -> str:
    return f"{series.uid}@{host}"
