"""A meeting as an iCalendar file (RFC 5545): one UID a series for life, its other dates and changes beside it.

The first date is the event; later dates are its RDATEs, and what differs of a date (moved, cancelled, renamed) is an
instance of its own under the date's first wall time (RECURRENCE-ID). The same state gives the same bytes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from cop.meetings.models import Occurrence, Series
from cop.meetings.rules import State

DAY = timedelta(days=1)


def calendar(series: Series, dates: list[Occurrence], host: str, address: str, where: bool) -> bytes:
    """``dates`` are all of the series in order; ``host`` completes the UID; ``where``: the reader may know the place."""
    made = Calendar()
    made.add("prodid", f"-//{host}//meetings//EN")
    made.add("version", "2.0")
    if series.zone != "UTC":
        made.add_component(timezone(series.zone, dates[0].begins.year - 1, dates[-1].ends.year + 1))
    for event in _events(series, dates):
        _describe(event, series, host, address, where)
        made.add_component(event)
    return made.to_ical()


def _events(series: Series, dates: list[Occurrence]) -> Iterator[Event]:
    if len(dates) == 1:
        yield _event(series, dates[0])
        return
    first, *others = sorted(dates, key=lambda date: date.original)
    yield _master(series, first, others)
    for date in dates:
        if _differs(series, date, first):
            event = _event(series, date)
            event.add("recurrence-id", _original(series, date))
            yield event


def _original(series: Series, date: Occurrence) -> datetime:
    return datetime.fromisoformat(date.original).replace(tzinfo=_zone(series))


def _zone(series: Series) -> ZoneInfo:
    return ZoneInfo(series.zone)


def _master(series: Series, first: Occurrence, others: list[Occurrence]) -> Event:
    event = Event()
    event.add("summary", series.title)
    event.add("dtstart", _original(series, first))
    event.add("duration", first.ends - first.begins)
    event.add("rdate", [_original(series, date) for date in others])
    event.add("status", "CONFIRMED")
    return event


def _differs(series: Series, date: Occurrence, first: Occurrence) -> bool:
    moved = date.begins != _original(series, date).astimezone(UTC)
    longer = date.ends - date.begins != first.ends - first.begins
    return moved or longer or date.state == State.cancelled.value or date.title != series.title


def _event(series: Series, date: Occurrence) -> Event:
    event = Event()
    event.add("summary", date.title)
    event.add("dtstart", date.begins.astimezone(_zone(series)))
    event.add("duration", date.ends - date.begins)  # exact where clocks change, which a local end is not
    event.add("status", "CANCELLED" if date.state == State.cancelled.value else "CONFIRMED")
    return event


def _describe(event: Event, series: Series, host: str, address: str, where: bool) -> None:
    """What every event of a series says. DTSTAMP without a METHOD is the time of the last change."""
    event.add("uid", f"{series.uid}@{host}")
    event.add("sequence", series.sequence)
    event.add("dtstamp", series.changed_at)
    event.add("created", series.created_at)
    event.add("last-modified", series.changed_at)
    event.add("url", address)
    event.add("description", f"{series.purpose}\n\n{address}".strip())
    if where and (series.place or series.link):
        event.add("location", " · ".join(part for part in (series.place, series.link) if part))


@lru_cache(maxsize=256)
def timezone(zone: str, first_year: int, last_year: int) -> Timezone:
    """The zone's rules for those years, one observance a change. Onsets are local times of the offset before them."""
    made, local = Timezone(), ZoneInfo(zone)
    made.add("tzid", zone)
    begin = datetime(first_year, 1, 1, tzinfo=UTC)
    for onset in [begin, *changes(zone, begin, datetime(last_year + 1, 1, 1, tzinfo=UTC))]:
        before, after = (onset - timedelta(seconds=1)).astimezone(local), onset.astimezone(local)
        observance = TimezoneDaylight() if after.dst() else TimezoneStandard()
        observance.add("dtstart", onset.astimezone(UTC).replace(tzinfo=None) + _offset(before))
        observance.add("tzoffsetfrom", _offset(before))
        observance.add("tzoffsetto", _offset(after))
        observance.add("tzname", after.tzname())
        made.add_component(observance)
    return made


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()


def changes(zone: str, begin: datetime, end: datetime) -> list[datetime]:
    """The moments (UTC, to the minute) between the two when the zone's offset changes."""
    days = [begin + n * DAY for n in range((end - begin).days)]
    return [_change(zone, day) for day in days if _utcoffset(zone, day) != _utcoffset(zone, day + DAY)]


def _utcoffset(zone: str, moment: datetime) -> timedelta:
    return _offset(moment.astimezone(ZoneInfo(zone)))


def _change(zone: str, day: datetime) -> datetime:
    """The first minute of the 24 hours from ``day`` that has another offset."""
    before = _utcoffset(zone, day)
    after = bisect_left(
        range(24 * 60), True, key=lambda n: _utcoffset(zone, day + timedelta(minutes=n)) != before
    )
    return day + timedelta(minutes=after)
