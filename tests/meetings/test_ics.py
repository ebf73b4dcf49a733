"""The calendar file is read back by two other readers, to the very instants that the site shows."""

import io
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rruleset, rrulestr
from dateutil.tz import tzical
from hypothesis import given, settings
from hypothesis import strategies as st

from cop.kernel import clock, words
from cop.kernel.errors import Invalid
from cop.meetings.calendar import ics, ics_zones
from cop.meetings.series import recurrence_rules, times
from cop.meetings.series.models import Occurrence, Series
from cop.meetings.series.recurrence_rules import Every, Rule

ZONES = ["Asia/Yangon", "Asia/Dili", "Asia/Vientiane", "Europe/Zurich", "America/New_York", "Australia/Sydney",
         "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]  # fmt: skip
local = datetime.fromisoformat
WALLS = st.datetimes(local("2024-01-01"), local("2034-01-01")).map(
    lambda t: t.replace(second=0, microsecond=0)
)
CHANGED = datetime(2026, 11, 1, tzinfo=UTC)


def series(zone, **more):
    known = {"uid": "u1", "title": "Meeting", "purpose": "Why", "place": "Room", "link": "", "sequence": 3}
    known |= {"rrule": "", "minutes": 90, "local_start": ""}
    return Series(**(known | {"zone": zone, "created_at": CHANGED, "changed_at": CHANGED} | more))


def date(wall, zone, minutes=90, state="scheduled", title="Meeting"):
    slot = times.slot(wall, zone, minutes)
    return Occurrence(
        title=title, original=times.written(wall), begins=slot.begins, ends=slot.ends, state=state
    )


def reader(where=True):
    return ics.Reader("cop.example", lambda _date: "https://cop.example/meetings/1-m", lambda _series: where)


def of(one, dates):
    """The dates, as those of the series."""
    for each in dates:
        each.series = one
    return dates


def written(one, dates, where=True):
    of(one, dates)
    return ics.calendar([(one, dates)], reader(where))


def regular(zone, start, rule, **more):
    """A series by a rule, and the dates that it has."""
    one = series(zone, local_start=times.written(start), rrule=recurrence_rules.written(start, rule), **more)
    return one, of(one, [date(wall, zone) for wall in recurrence_rules.walls(start, rule)])


def events(raw):
    return list(icalendar.Calendar.from_ical(raw).walk("VEVENT"))


def by_the_file_alone(raw, event):
    """The start as a reader takes it who knows no zone but the VTIMEZONE in the file."""
    stamp = event["DTSTART"]
    naive = stamp.dt.replace(tzinfo=None)
    if "TZID" not in stamp.params:
        return stamp.dt
    own = tzical(io.StringIO(raw.decode())).get(stamp.params["TZID"])
    return naive.replace(tzinfo=own).astimezone(UTC)


@given(WALLS, st.sampled_from(ZONES), st.integers(5, 1440))
def test_every_reader_finds_the_same_instant(wall, zone, minutes):
    try:
        begins = clock.from_local(wall, zone)
    except Invalid:
        return  # an hour that the zone skips is never planned
    raw = written(series(zone), [date(wall, zone, minutes)])
    (event,) = events(raw)
    assert event["DTSTART"].dt.astimezone(UTC) == begins
    assert event["DURATION"].dt == timedelta(minutes=minutes)
    assert by_the_file_alone(raw, event) == begins


@settings(max_examples=60)
@given(WALLS, st.sampled_from(words.zones()))
def test_every_zone_there_is_can_be_read_from_the_file_alone(wall, zone):
    try:
        begins = clock.from_local(wall, zone)
    except Invalid:
        return
    raw = written(series(zone), [date(wall, zone)])
    assert by_the_file_alone(raw, events(raw)[0]) == begins


@pytest.mark.parametrize(
    ("wall", "zone", "utc"),
    [
        ("2026-12-02T10:00", "Asia/Yangon", "2026-12-02T03:30"),
        ("2026-07-01T15:00", "Europe/Zurich", "2026-07-01T13:00"),
        ("2026-03-29T03:30", "Europe/Zurich", "2026-03-29T01:30"),  # the first hour of summer time
        ("2026-03-08T03:00", "America/New_York", "2026-03-08T07:00"),
        (
            "2026-11-01T01:30",
            "America/New_York",
            "2026-11-01T05:30",
        ),  # the hour that comes twice: the earlier
    ],
)
def test_known_instants(wall, zone, utc):
    raw = written(series(zone), [date(local(wall), zone)])
    expected = local(utc).replace(tzinfo=UTC)
    assert events(raw)[0]["DTSTART"].dt.astimezone(UTC) == expected
    assert by_the_file_alone(raw, events(raw)[0]) == expected


def test_the_onset_is_told_in_the_offset_before_it():
    """RFC 5545, 3.6.5: clocks go forward at 02:00 of the old offset, not at 03:00 of the new one."""
    zone = ics_zones.timezone("Europe/Zurich", 2026, 2026)
    onsets = [(part.name, part["DTSTART"].dt) for part in zone.subcomponents[1:]]
    assert onsets == [("DAYLIGHT", local("2026-03-29T02:00")), ("STANDARD", local("2026-10-25T03:00"))]


@pytest.mark.parametrize("zone", ["Asia/Yangon", "Asia/Singapore"])
def test_a_zone_without_changes_is_one_line(zone):
    assert len(ics_zones.timezone(zone, 2025, 2027).subcomponents) == 1


def test_what_a_calendar_is_told():
    raw = written(
        series("Asia/Yangon", link="https://call.example/x"), [date(local("2026-12-02T10:00"), "Asia/Yangon")]
    )
    (event,) = events(raw)
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("u1@cop.example", 3, "CONFIRMED")
    assert event["DTSTAMP"].dt == CHANGED
    assert event["LOCATION"] == "Room · https://call.example/x"
    assert "https://cop.example/meetings/1-m" in event["DESCRIPTION"]


def test_the_place_is_for_members():
    raw = written(
        series("UTC", link="https://call.example/x"), [date(local("2026-12-02T10:00"), "UTC")], where=False
    )
    assert b"Room" not in raw
    assert b"call.example" not in raw


def test_lines_are_folded_at_75_bytes_and_keep_every_script():
    title = "ប្រជុំ " * 12 + "การประชุม; with, commas\\ and\nlines"
    raw = written(
        series("Asia/Dili", title=title), [date(local("2026-12-02T10:00"), "Asia/Dili", title=title)]
    )
    lines = raw.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode() for line in lines if line)
    assert events(raw)[0]["SUMMARY"] == title


def test_the_same_state_gives_the_same_bytes():
    dates = [date(local("2026-12-02T10:00"), "Asia/Dili")]
    assert written(series("Asia/Dili"), dates) == written(series("Asia/Dili"), dates)


def instants(raw):
    """Every start that the file describes and does not cancel, as a reader expands it."""
    found, overridden = set(), set()
    for event in events(raw):
        if "RECURRENCE-ID" in event:
            overridden.add(event["RECURRENCE-ID"].dt.astimezone(UTC))
            if event["STATUS"] == "CONFIRMED":
                found.add(event["DTSTART"].dt.astimezone(UTC))
    for event in events(raw):
        if "RECURRENCE-ID" not in event and event["STATUS"] == "CONFIRMED":
            found |= {at.astimezone(UTC) for at in expanded(event)} - overridden
    return found


def expanded(event):
    said = rruleset()
    said.rdate(event["DTSTART"].dt)
    if "RRULE" in event:
        said.rrule(rrulestr(event["RRULE"].to_ical().decode(), dtstart=event["DTSTART"].dt))
    for name, add in (("RDATE", said.rdate), ("EXDATE", said.exdate)):
        for one in event[name].dts if name in event else []:
            add(one.dt)
    return said


def test_dates_of_a_series_share_one_uid():
    zone = "Europe/Zurich"
    dates = [date(local(day + "T15:00"), zone) for day in ("2026-03-18", "2026-04-15", "2026-05-20")]
    dates[1].state = "cancelled"
    dates[2].begins += timedelta(days=1)
    dates[2].ends += timedelta(days=1)
    raw = written(series(zone), dates)
    assert {event["UID"] for event in events(raw)} == {"u1@cop.example"}
    assert len(events(raw)) == 3
    moved = local("2026-05-21T15:00").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    assert instants(raw) == {dates[0].begins, moved}
    cancelled = [event for event in events(raw) if event["STATUS"] == "CANCELLED"]
    assert [event["RECURRENCE-ID"].dt.astimezone(UTC) for event in cancelled] == [dates[1].begins]


@given(st.lists(WALLS, min_size=2, max_size=5, unique=True), st.sampled_from(ZONES), st.integers(-3, 3))
def test_a_series_expands_to_its_dates(walls, zone, shift):
    try:
        dates = [date(wall, zone) for wall in walls]
    except Invalid:
        return
    dates[0].begins, dates[0].ends = (at + timedelta(days=shift) for at in (dates[0].begins, dates[0].ends))
    dates.sort(key=lambda one: one.begins)
    assert instants(written(series(zone), dates)) == {one.begins for one in dates}


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    "rule", [Rule(Every.weekday, count=14), Rule(Every.week, 2, until=local("2027-11-01").date())]
)
def test_a_rule_expands_to_the_dates_of_the_site(zone, rule):
    """Across a year, and so across both changes of the clock."""
    one, dates = regular(zone, local("2026-11-18T10:00"), rule)
    raw = written(one, dates)
    (event,) = events(raw)
    assert "RRULE" in event
    assert "RDATE" not in event
    assert instants(raw) == {date.begins for date in dates}


def test_what_a_series_left_out_moved_and_added_is_told_beside_its_rule():
    zone = "Europe/Zurich"
    one, dates = regular(zone, local("2026-11-18T10:00"), Rule(Every.weekday, count=8))
    del dates[3], dates[0]
    dates[1].begins, dates[1].ends = (at + timedelta(days=2) for at in (dates[1].begins, dates[1].ends))
    dates[2].state = "cancelled"
    dates.append(date(local("2026-12-24T10:00"), zone))
    raw = written(one, dates)
    assert [len(event["EXDATE"].dts) for event in events(raw) if "EXDATE" in event] == [2]
    assert len(events(raw)) == 3
    assert instants(raw) == {date.begins for date in dates if date.state == "scheduled"}


def test_several_series_share_a_file_and_its_zones():
    many = [
        regular("Asia/Yangon", local("2026-11-18T10:00"), Rule(Every.week, count=3), uid=uid) for uid in "ab"
    ]
    raw = ics.calendar(many, reader(), "Meetings")
    assert raw.count(b"BEGIN:VTIMEZONE") == 1
    assert b"X-WR-CALNAME:Meetings" in raw
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT4H" in raw
    assert {event["UID"] for event in events(raw)} == {"a@cop.example", "b@cop.example"}


def test_a_date_that_is_elsewhere_is_an_instance_of_its_own():
    one, dates = regular("Asia/Yangon", local("2026-12-02T10:00"), Rule(Every.week, count=3))
    dates[0].own_place, dates[2].own_link = "Hall 2", ""
    first, *others = events(written(one, dates))
    assert (str(first["LOCATION"]), [str(each["LOCATION"]) for each in others]) == ("Room", ["Hall 2"])
    dates[2].own_link = "https://call.example/third"
    *_, third = events(written(one, dates))
    assert (third["RECURRENCE-ID"].dt, str(third["LOCATION"])) == (
        dates[2].begins,
        "Room · https://call.example/third",
    )
    assert not any("LOCATION" in each for each in events(written(one, dates, where=False)))
