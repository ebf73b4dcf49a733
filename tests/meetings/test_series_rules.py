"""How a meeting comes again, held against another reader of the same rules."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from cop.kernel.errors import Invalid
from cop.meetings.series import recurrence_rules, replan_rules
from cop.meetings.series.recurrence_rules import Every, Rule

local = datetime.fromisoformat
STARTS = st.datetimes(local("2024-01-01"), local("2034-01-01")).map(
    lambda t: t.replace(second=0, microsecond=0)
)
RULES = st.builds(Rule, st.sampled_from(Every), st.integers(1, 12), st.integers(2, 24))
DAYS = st.lists(st.integers(1, 60), min_size=1, max_size=12, unique=True).map(
    lambda numbers: [date(2027, 1, 1) + timedelta(days=n) for n in sorted(numbers)]
)


def test_the_third_wednesday_across_a_year():
    found = recurrence_rules.walls(local("2026-11-18T10:00"), Rule(Every.weekday, count=14))
    assert [f"{wall:%y-%m-%d}" for wall in found] == [
        "26-11-18", "26-12-16", "27-01-20", "27-02-17", "27-03-17", "27-04-21", "27-05-19", "27-06-16",
        "27-07-21", "27-08-18", "27-09-15", "27-10-20", "27-11-17", "27-12-15",
    ]  # fmt: skip
    assert {wall.hour for wall in found} == {10}


def test_the_last_friday():
    found = recurrence_rules.walls(local("2027-01-29T09:30"), Rule(Every.last, count=4))
    assert [wall.day for wall in found] == [29, 26, 26, 30]


def test_every_second_week_until_a_day():
    rule = Rule(Every.week, 2, until=date(2027, 1, 13))
    found = recurrence_rules.walls(local("2026-12-02T10:00"), rule)
    assert [wall.date().isoformat() for wall in found] == [
        "2026-12-02", "2026-12-16", "2026-12-30", "2027-01-13",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("zone", "hours"),
    [("Europe/Zurich", {2, 1}), ("America/New_York", {8, 7}), ("Asia/Yangon", {20}), ("Asia/Dili", {18})],
)
def test_the_local_hour_stays_when_clocks_change(zone, hours):
    """Three in the morning of each third Wednesday: in UTC it is another hour in summer, where there is one."""
    walls = recurrence_rules.walls(local("2026-11-18T03:00"), Rule(Every.weekday, count=12))
    begins = [wall.replace(tzinfo=ZoneInfo(zone)).astimezone(ZoneInfo("UTC")) for wall in walls]
    assert {moment.hour for moment in begins} == hours
    assert {moment.minute for moment in begins} == {30 if zone == "Asia/Yangon" else 0}


@given(STARTS, RULES)
def test_others_read_the_same_dates_from_the_rule(start, rule):
    assume(rule.every is not Every.weekday or recurrence_rules.rank(start) < 5)
    assume(rule.every is not Every.last or recurrence_rules.is_last(start))
    found = recurrence_rules.walls(start, rule)
    assert found == list(rrulestr(recurrence_rules.written(start, rule), dtstart=start))
    assert recurrence_rules.read(recurrence_rules.written(start, rule)) == rule


@given(STARTS, RULES, st.integers(1, 400))
def test_a_rule_cut_before_a_day_says_the_dates_before_it(start, rule, days):
    assume(rule.every is not Every.weekday or recurrence_rules.rank(start) < 5)
    day = start.date() + timedelta(days=days)
    said = recurrence_rules.walls(start, rule)
    assume(said[-1].date() >= day)
    cut = replan_rules.ending_before(rule, day)
    assert recurrence_rules.walls(start, cut) == [wall for wall in said if wall.date() < day]


@pytest.mark.parametrize(
    ("start", "rule", "field"),
    [
        ("2026-12-30", Rule(Every.weekday, count=3), "every"),  # a fifth Wednesday
        ("2026-12-16", Rule(Every.last, count=3), "every"),
        ("2026-12-02", Rule(Every.week, 0, 3), "interval"),
        ("2026-12-02", Rule(Every.week, 13, 3), "interval"),
        ("2026-12-02", Rule(Every.week), "count"),
        ("2026-12-02", Rule(Every.week, 1, 3, date(2027, 1, 1)), "count"),
        ("2026-12-02", Rule(Every.week, 1, 1), "count"),
        ("2026-12-02", Rule(Every.week, 1, 105), "count"),
        ("2026-12-02", Rule(Every.week, until=date(2026, 12, 8)), "until"),
        ("2026-12-02", Rule(Every.day, until=date(9999, 12, 31)), "until"),
        ("2026-12-02", Rule(Every.weekday, 12, 7), "count"),  # farther than five years
    ],
)
def test_what_no_series_can_have(start, rule, field):
    with pytest.raises(Invalid) as refused:
        recurrence_rules.demand_rule(local(f"{start}T10:00"), rule)
    assert refused.value.field == field


def test_until_is_told_as_a_moment():
    told = recurrence_rules.in_calendars("FREQ=WEEKLY;BYDAY=WE;UNTIL=20270113", local("2027-01-13T02:00"))
    assert told == "FREQ=WEEKLY;BYDAY=WE;UNTIL=20270113T020000Z"
    assert (
        recurrence_rules.in_calendars("FREQ=DAILY;COUNT=3", local("2027-01-13T02:00")) == "FREQ=DAILY;COUNT=3"
    )


def days(*numbers):
    return [date(2027, 1, n) for n in numbers]


def test_days_that_both_have_keep_their_dates():
    assert replan_rules.matched(days(6, 13, 20, 27), days(6, 20), frozenset()) == [
        (0, 0), (2, 1), (1, None), (3, None)
    ]  # fmt: skip


def test_a_series_that_begins_on_another_day_follows_in_order():
    assert replan_rules.matched(days(6, 13, 20), days(13, 20, 27, 28)) == [(0, 0), (1, 1), (2, 2), (None, 3)]


def test_a_cancelled_day_becomes_no_other():
    assert replan_rules.matched(days(6, 13, 20), days(7, 14, 21), frozenset(days(13))) == [
        (0, 0), (2, 1), (None, 2)
    ]  # fmt: skip
    assert (1, 1) in replan_rules.matched(days(6, 13, 20), days(6, 13, 20), frozenset(days(13)))


@given(DAYS, DAYS, st.sets(st.integers(1, 11)))
def test_every_place_is_filled_once(before, after, numbers):
    fixed = frozenset(before[n] for n in numbers if n < len(before))
    pairs = replan_rules.matched(before, after, fixed)
    olds, news = ([pair[side] for pair in pairs if pair[side] is not None] for side in (0, 1))
    assert pairs[0] == (0, 0)
    assert sorted(news) == list(range(len(after)))
    assert len(set(olds)) == len(olds)
    assert {before[n] for n in set(range(len(before))) - set(olds)} <= fixed
