"""The event of a series (by its rule or its dates) and of one date, as iCalendar has them: their times alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Event, vRecur

from cop.meetings.series import recurrence_rules, times
from cop.meetings.series.models import Occurrence, Series
from cop.meetings.series.rules import State

Dates = Sequence[Occurrence]


def instance(series: Series, date: Occurrence) -> Event:
    event = of_date(series, date)
    event.add("recurrence-id", original(series, date))
    return event


def original(series: Series, date: Occurrence) -> datetime:
    """The moment, in the series' zone, by which calendars know the date."""
    return _local(series, datetime.fromisoformat(date.original))


def _local(series: Series, wall: datetime) -> datetime:
    return wall.replace(tzinfo=ZoneInfo(series.zone))


def usual_length(series: Series, dates: Dates) -> timedelta:
    return timedelta(minutes=series.minutes) if series.rrule else dates[0].ends - dates[0].begins


def by_dates(series: Series, dates: Dates) -> Event:
    event = _master(series, original(series, dates[0]), usual_length(series, dates))
    event.add("rdate", [original(series, date) for date in dates[1:]])
    return event


def by_rule(series: Series, dates: Dates) -> Event:
    start, rule = datetime.fromisoformat(series.local_start), recurrence_rules.read(series.rrule)
    said, held = (
        recurrence_rules.walls(start, rule),
        {datetime.fromisoformat(date.original) for date in dates},
    )
    event = _master(series, _local(series, start), usual_length(series, dates))
    until = _local(series, said[-1]).astimezone(UTC)
    event.add("rrule", vRecur.from_ical(recurrence_rules.in_calendars(series.rrule, until)))
    if left_out := [_local(series, wall) for wall in said if wall not in held]:
        event.add("exdate", left_out)
    if beyond := [_local(series, wall) for wall in sorted(held - set(said))]:
        event.add("rdate", beyond)
    return event


def _master(series: Series, start: datetime, length: timedelta) -> Event:
    event = Event()
    event.add("summary", series.title)
    event.add("dtstart", start)
    event.add("duration", length)
    event.add("status", "CONFIRMED")
    return event


def of_date(series: Series, date: Occurrence) -> Event:
    event = Event()
    event.add("summary", date.title)
    event.add("dtstart", _local(series, times.wall(date.begins, series.zone)))
    event.add("duration", date.ends - date.begins)  # exact where clocks change, which a local end is not
    event.add("status", "CANCELLED" if date.state == State.cancelled.value else "CONFIRMED")
    return event
