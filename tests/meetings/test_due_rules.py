"""Owners of actions are reminded once before the day and once after it, in their own morning."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cop.meetings.reminders.due_rules import HOUR, reminder

DUE = date(2026, 12, 9)
GIVEN = datetime(2026, 12, 2, 4, tzinfo=UTC)
ZONES = ("Asia/Yangon", "Asia/Dili", "Europe/Zurich", "America/New_York", "Pacific/Kiritimati")


@pytest.mark.parametrize(
    ("day", "said"),
    [(6, ""), (7, "before"), (9, "before"), (10, "after"), (14, "after"), (15, "")],
)
def test_on_which_days(day, said):
    assert reminder(DUE, GIVEN, "Asia/Bangkok", datetime(2026, 12, day, 3, tzinfo=UTC)) == said


def test_who_was_given_it_lately_is_reminded_after_the_day_alone():
    given = datetime(2026, 12, 7, 4, tzinfo=UTC)
    found = [reminder(DUE, given, "UTC", datetime(2026, 12, day, 9, tzinfo=UTC)) for day in (8, 9, 10)]
    assert found == ["", "", "after"]


@pytest.mark.parametrize("zone", ZONES)
def test_the_day_is_the_same_day_everywhere_and_begins_in_the_morning(zone):
    """Every half hour of a fortnight: both begin on their day there, at the same local hour."""
    begun = {}
    for n in range(48 * 16):
        at = datetime(2026, 12, 1, tzinfo=UTC) + n * timedelta(minutes=30)
        begun.setdefault(reminder(DUE, GIVEN, zone, at), at.astimezone(ZoneInfo(zone)).replace(tzinfo=None))
    assert begun["before"] == datetime.fromisoformat(f"2026-12-07T0{HOUR}:00")
    assert begun["after"] == datetime.fromisoformat(f"2026-12-10T0{HOUR}:00")
