"""How hours weigh, and which are the fairest."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cop.almanac import rules
from cop.almanac.rules import Free, Place, Warn

NEVER = datetime(2026, 1, 1, tzinfo=UTC)
YANGON, DILI, GENEVA = Place("MM", "Asia/Yangon"), Place("TL", "Asia/Dili"), Place("CH", "Europe/Zurich")
MONDAY = date(2026, 12, 7)


def working(_country, day):
    return Free(day.weekday() > 4, "")


def at(hour, minute=0, day=7):
    return datetime(2026, 12, day, hour, minute, tzinfo=UTC)


def test_half_an_hour_counts():
    there = rules.local(at(2), 60, YANGON, working)
    assert (there.begins.hour, there.begins.minute, there.weight) == (8, 30, 1)


@pytest.mark.parametrize(
    ("begins", "minutes", "warnings", "weight"),
    [
        (at(0), 60, [], 0),  # nine in Dili
        (at(7), 60, [], 0),  # until five
        (at(7), 61, [], 1),
        (at(22), 30, [Warn.early], 2),
        (at(9), 60, [Warn.late], 2),
        (at(12), 180, [Warn.night], 8),
        (at(16), 60, [Warn.night], 8),
        (at(3, day=5), 60, [Warn.weekend], 4),
        (at(18, day=5), 60, [Warn.night, Warn.weekend], 12),
    ],
)
def test_what_an_hour_weighs(begins, minutes, warnings, weight):
    there = rules.local(begins, minutes, DILI, working)
    assert (there.warnings, there.weight) == (warnings, weight)


def test_a_holiday_is_a_day_off():
    there = rules.local(at(3), 60, DILI, lambda _country, _day: Free(False, "Immaculate Conception"))
    assert (there.warnings, there.weight) == ([Warn.holiday], rules.FREE_DAY)


def test_the_day_is_that_of_the_place():
    """Sunday evening in Geneva is Monday in Dili."""
    slot = datetime(2026, 12, 6, 22, tzinfo=UTC)
    assert Warn.weekend in rules.local(slot, 60, GENEVA, working).warnings
    assert Warn.weekend not in rules.local(slot, 60, DILI, working).warnings


def test_the_worst_case_counts_before_all_together():
    far = [rules.local(at(3), 60, one, working) for one in (YANGON, DILI, GENEVA)]
    near = [rules.local(at(9), 60, one, working) for one in (YANGON, DILI, GENEVA)]
    assert rules.unfairness(near, {}) < rules.unfairness(far, {})


def test_who_bore_bad_hours_is_spared_first():
    """Without a past the hour that is late in Dili is as good as the early one in Geneva; with one it is not."""
    late, early = ([rules.local(at(hour), 60, one, working) for one in (DILI, GENEVA)] for hour in (10, 6))
    assert rules.unfairness(late, {"TL": 6}) > rules.unfairness(early, {"TL": 6})
    assert rules.unfairness(late, {"CH": 6}) < rules.unfairness(early, {"CH": 6})


def test_the_fairest_slots_are_in_everybodys_day():
    found = rules.fairest(MONDAY, 5, 60, [YANGON, DILI], working, {}, NEVER, 6)
    assert len(found) == 6
    assert all(rules.local(one, 60, place, working).weight == 0 for one in found for place in (YANGON, DILI))
    assert max([one.date() for one in found].count(day) for day in {one.date() for one in found}) == 2


def test_nothing_past_is_found():
    assert rules.fairest(MONDAY, 1, 60, [DILI], working, {}, at(23, 59), 6) == []


@settings(max_examples=25)
@given(st.integers(0, 47), st.integers(5, 1440), st.sampled_from([YANGON, DILI, GENEVA]))
def test_a_longer_slot_is_never_lighter(half_hours, minutes, place):
    begins = at(0) + timedelta(minutes=30 * half_hours)
    shorter = rules.local(begins, minutes, place, lambda _country, _day: Free(False, ""))
    longer = rules.local(begins, minutes + 30, place, lambda _country, _day: Free(False, ""))
    assert shorter.weight <= longer.weight <= 8


def test_each_zone_is_read_once_however_many_there_are():
    """More zones than the standard library holds: else each slot reads their files again, sixteen times as slow."""
    zones = ["Yangon", "Bangkok", "Vientiane", "Phnom_Penh", "Ho_Chi_Minh", "Jakarta", "Kuala_Lumpur", "Singapore",
             "Manila", "Dili", "Tokyo", "Kolkata"]  # fmt: skip
    some = [Place("XX", f"Asia/{zone}") for zone in zones]
    rules._zone.cache_clear()
    begin = datetime(2027, 1, 4, tzinfo=UTC)
    rules.fairest(begin.date(), 2, 60, some, lambda _country, _day: Free(False, ""), {}, begin, 3)
    assert rules._zone.cache_info().misses == len(zones)
