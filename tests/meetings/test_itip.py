"""Messages from calendar to calendar, as RFC 5546 has them."""

from datetime import UTC, datetime

import icalendar
import pytest

from cop.meetings.calendar import itip
from cop.meetings.calendar.itip import Exchange
from cop.meetings.series.recurrence_rules import Every, Rule
from tests.meetings.test_ics import date, local, of, reader, regular, series

SENT = datetime(2026, 11, 20, 9, tzinfo=UTC)
BETWEEN = Exchange('Alice "A" Ang', "alice@example.org", "Community", "reply+t0k3n@cop.example", SENT, {})


def parsed(raw):
    made = icalendar.Calendar.from_ical(raw)
    assert [component.errors for component in made.walk() if component.errors] == []
    return made["METHOD"], made.walk("VEVENT")


@pytest.fixture
def weekly():
    one, dates = regular("Asia/Yangon", local("2026-12-02T10:00"), Rule(Every.week, count=3))
    for number, held in enumerate(dates, 1):
        held.id = number
    return one, dates


def test_an_invitation_names_its_one_invitee_and_where_the_reply_goes():
    one = series("Asia/Yangon")
    dates = of(one, [date(local("2026-12-02T10:00"), "Asia/Yangon")])
    method, (event,) = parsed(itip.request(one, dates, reader(), BETWEEN))
    assert method == "REQUEST"
    assert str(event["ATTENDEE"]) == "mailto:alice@example.org"
    assert event["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"
    assert str(event["ORGANIZER"]) == "mailto:reply+t0k3n@cop.example"
    assert (event["DTSTAMP"].dt, event["SEQUENCE"], event["UID"]) == (SENT, 3, "u1@cop.example")


def test_a_series_is_invited_to_whole(weekly):
    one, dates = weekly
    dates[1].state = "cancelled"
    _method, (master, other) = parsed(itip.request(one, dates, reader(), BETWEEN))
    assert "RRULE" in master
    assert (other["STATUS"], other["RECURRENCE-ID"].dt) == ("CANCELLED", dates[1].begins)
    assert all("ATTENDEE" in event for event in (master, other))


def test_one_date_is_told_by_the_time_it_was_first_set_to(weekly):
    one, dates = weekly
    between = Exchange("A", "a@example.org", "C", "r@cop.example", SENT, {2: "yes"})
    _method, (event,) = parsed(itip.request_one(one, dates[1], dates, reader(), between))
    assert event["RECURRENCE-ID"].dt == dates[1].begins
    assert "RRULE" not in event
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"


def test_cancelling_one_date_leaves_the_others(weekly):
    one, dates = weekly
    method, (event,) = parsed(itip.cancel(one, dates, reader(), BETWEEN, only=dates[1]))
    assert (method, event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert event["RECURRENCE-ID"].dt == dates[1].begins


def test_cancelling_the_series_names_no_date(weekly):
    method, (event,) = parsed(itip.cancel(*weekly, reader(), BETWEEN))
    assert (method, event["STATUS"], "RECURRENCE-ID" in event) == ("CANCEL", "CANCELLED", False)


def test_lines_are_folded(weekly):
    raw = itip.request(*weekly, reader(), BETWEEN)
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
