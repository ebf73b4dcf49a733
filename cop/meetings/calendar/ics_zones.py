"""A time zone as calendar files carry it (VTIMEZONE): one observance a change, for the years that are asked for."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY = timedelta(days=1)


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
    days = [begin + n * DAY for n in range((end - begin).days + 1)]
    offsets = pairwise(_utcoffset(zone, day) for day in days)
    return [
        _change(zone, day) for day, (before, after) in zip(days, offsets, strict=False) if before != after
    ]


def _utcoffset(zone: str, moment: datetime) -> timedelta:
    return _offset(moment.astimezone(ZoneInfo(zone)))


def _change(zone: str, day: datetime) -> datetime:
    """The first minute of the 24 hours from ``day`` that has another offset."""
    before = _utcoffset(zone, day)
    after = bisect_left(
        range(24 * 60), True, key=lambda n: _utcoffset(zone, day + timedelta(minutes=n)) != before
    )
    return day + timedelta(minutes=after)
