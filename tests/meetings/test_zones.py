"""Every zone of the tz database, once: hours that exist, those that do not, and what calendars are told of them.

One pass over all zones is cheaper than samples, and finds the odd ones: half-hour summer time, offsets of 45 minutes,
clocks that change at midnight.
"""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil.rrule import rrulestr

from cop.kernel.errors import Invalid
from cop.meetings.calendar import ics_zones, replies
from cop.meetings.series import recurrence_rules, times
from cop.meetings.series.models import Occurrence, Series
from cop.meetings.series.recurrence_rules import Every, Rule

ZONES = sorted(available_timezones() - {"Factory", "localtime"})
BEGIN, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
HALF = timedelta(minutes=30)
A_WEEK = timedelta(weeks=1)
local = datetime.fromisoformat


def rules_of(zone):
    """A year's clock changes and offsets, as what a zone is told apart by: most names are links to another."""
    changes = tuple(ics_zones.changes(zone, BEGIN, END))
    return changes, tuple(offset(at, zone) for at in (BEGIN, *changes))


def offset(at, zone):
    return at.astimezone(ZoneInfo(zone)).utcoffset()


@pytest.fixture(scope="module")
def kinds():
    """One zone of each kind, with its changes."""
    found = {}
    for zone in ZONES:
        found.setdefault(rules_of(zone), zone)
    assert len(ZONES) > 400 and len(found) > 50
    return {zone: changes for (changes, _offsets), zone in found.items()}


def held(observances, at):
    """The offset that the file's observances give for a moment."""
    begun = [one for one in observances if one[0] <= at]
    return max(begun)[1]


def observances(zone):
    parts = ics_zones.timezone(zone, 2026, 2027).subcomponents
    told = [(part["DTSTART"].dt, part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td) for part in parts]
    return sorted(((onset - before).replace(tzinfo=UTC), after) for onset, before, after in told)


def test_a_calendar_file_alone_gives_the_offset_of_every_moment(kinds):
    wrong = []
    for zone, changes in kinds.items():
        told = observances(zone)
        second = timedelta(seconds=1)
        moments = [BEGIN + n * timedelta(days=10) for n in range(73)]
        moments += [at for change in changes for at in (change - second, change)]
        wrong += [(zone, at) for at in moments if held(told, at) != offset(at, zone)]
    assert wrong == []


def around(change, zone):
    """Local half hours about a change of the clocks, on either side as the clock shows them."""
    near = change.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0)
    return [near + n * HALF for n in range(-8, 9)]


def shown(zone, change):
    """Every half hour about the change that a clock there really shows, and the first moment when it does."""
    minutes = [change + n * timedelta(minutes=1) for n in range(-8 * 60, 8 * 60)]
    found = {}
    for at in minutes:
        found.setdefault(times.wall(at, zone), at)
    return found


def test_an_hour_is_planned_where_the_clock_shows_it_and_only_there(kinds):
    """An hour that comes twice is its first one; one that the clock skips is refused."""
    wrong = []
    for zone, changes in kinds.items():
        for change in changes[:2]:
            known = shown(zone, change)
            for wall in around(change, zone):
                try:
                    begins = times.slot(wall, zone, 90).begins
                except Invalid:
                    begins = None
                if begins != known.get(wall):
                    wrong.append((zone, wall, begins))
    assert wrong == []


def test_the_third_wednesday_is_one_everywhere_all_year_at_the_same_hour(kinds):
    """To the very instants that a calendar program makes of the rule."""
    start, rule, wrong = local("2026-01-21T15:00"), Rule(Every.weekday, count=24), []
    walls = recurrence_rules.walls(start, rule)
    assert {(wall.weekday(), recurrence_rules.rank(wall), wall.hour) for wall in walls} == {(2, 3, 15)}
    kept = recurrence_rules.written(start, rule)
    for zone in kinds:
        slots = [times.slot(wall, zone, 90) for wall in walls]
        if [times.wall(slot.begins, zone) for slot in slots] != walls:
            wrong.append(zone)
        expanded = rrulestr(kept, dtstart=start.replace(tzinfo=ZoneInfo(zone)))
        if [at.astimezone(UTC) for at in expanded] != [slot.begins for slot in slots]:
            wrong.append(zone)
        if {slot.ends - slot.begins for slot in slots} != {timedelta(minutes=90)}:
            wrong.append(zone)
    assert wrong == []


def weekly(zone, wall, elsewhere):
    """The local hours elsewhere of a meeting every week of 2027, each with the first day on which it holds."""
    begun = []
    for n in range(52):
        at = times.slot(local(wall) + n * A_WEEK, zone, 60).begins
        hours = tuple(f"{times.wall(at, other):%H:%M}" for other in elsewhere)
        if not begun or begun[-1][1] != hours:
            begun.append((f"{local(wall) + n * A_WEEK:%d %b}", hours))
    return begun


def test_partners_across_their_changes_of_a_meeting_in_yangon():
    """Half past eight in the evening there; New York changes two weeks before Geneva, and a week after."""
    assert weekly("Asia/Yangon", "2027-01-06T20:30", ("Europe/Zurich", "America/New_York", "Asia/Dili")) == [
        ("06 Jan", ("15:00", "09:00", "23:00")),
        ("17 Mar", ("15:00", "10:00", "23:00")),
        ("31 Mar", ("16:00", "10:00", "23:00")),
        ("03 Nov", ("15:00", "10:00", "23:00")),
        ("10 Nov", ("15:00", "09:00", "23:00")),
    ]


def test_yangon_across_the_changes_of_a_meeting_in_geneva():
    assert weekly("Europe/Zurich", "2027-01-06T15:00", ("Asia/Yangon", "America/New_York")) == [
        ("06 Jan", ("20:30", "09:00")),
        ("17 Mar", ("20:30", "10:00")),
        ("31 Mar", ("19:30", "09:00")),
        ("03 Nov", ("20:30", "10:00")),
        ("10 Nov", ("20:30", "09:00")),
    ]


def test_a_day_without_an_hour_is_that_day_in_the_zone_of_the_series_whatever_the_zone(kinds):
    """Some calendar programs name the date that is answered by its day alone."""
    wrong = []
    for zone in kinds:
        for wall in ("2026-12-02T00:00", "2026-12-02T23:59"):
            day = Occurrence(original=wall, series=Series(zone=zone))
            day.begins = times.slot(local(wall), zone, 60).begins
            meant = [one for one in (1, 2, 3) if replies._is(day, date(2026, 12, one).isoformat())]
            if meant != [2]:
                wrong.append((zone, wall, meant))
    assert wrong == []


def test_changes_are_found_to_the_minute(kinds):
    for zone, changes in kinds.items():
        for change in changes:
            before = change - timedelta(minutes=1)
            assert offset(before, zone) != offset(change, zone), (zone, change)
        assert all(later - earlier > timedelta(days=1) for earlier, later in pairwise(changes)), zone
