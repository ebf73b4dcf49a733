"""A digest comes at six in the reader's morning, on the days chosen, and less often to whom it does not reach."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cop.mail.digest_rules import Pace, after_sending, next_moment

FRIDAY = datetime(2026, 11, 20, 9, 15, tzinfo=UTC)
ZONES = [
    "Asia/Yangon",
    "Asia/Bangkok",
    "Asia/Dili",
    "Europe/Zurich",
    "America/New_York",
    "Pacific/Auckland",
    "UTC",
]


def local(moment, zone="Asia/Bangkok"):
    return moment.astimezone(ZoneInfo(zone)).strftime("%a %d %b %H:%M")


@pytest.mark.parametrize(
    ("days", "pace", "when"),
    [
        (range(7), Pace.CHOSEN, "Sat 21 Nov 06:00"),
        ([0, 3], Pace.CHOSEN, "Mon 23 Nov 06:00"),
        ([3, 4], Pace.WEEKLY, "Thu 26 Nov 06:00"),
        ([4], Pace.MONTHLY, "Fri 04 Dec 06:00"),
    ],
)
def test_the_next_morning(days, pace, when):
    assert local(next_moment(days, pace, "Asia/Bangkok", FRIDAY)) == when


def test_the_morning_of_today_counts_before_six():
    early = datetime(2026, 11, 20, 22, 59, tzinfo=UTC)
    assert local(next_moment([5], Pace.CHOSEN, "Asia/Bangkok", early)) == "Sat 21 Nov 06:00"
    assert (
        local(next_moment([5], Pace.CHOSEN, "Asia/Bangkok", early + timedelta(minutes=1)))
        == "Sat 28 Nov 06:00"
    )


@pytest.mark.parametrize(("days", "pace"), [([], Pace.CHOSEN), ([1], Pace.ENDED)])
def test_none_comes_where_none_is_wanted(days, pace):
    assert next_moment(days, pace, "Asia/Bangkok", FRIDAY) is None


@given(
    st.sets(st.integers(0, 6), min_size=1), st.sampled_from(ZONES), st.integers(0, 400 * 86_400),
    st.sampled_from([Pace.CHOSEN, Pace.WEEKLY, Pace.MONTHLY]),
)  # fmt: skip
@settings(max_examples=60)
def test_it_is_six_in_every_zone_across_the_year(days, zone, seconds, pace):
    after = FRIDAY + timedelta(seconds=seconds)
    moment = next_moment(days, pace, zone, after)
    there = moment.astimezone(ZoneInfo(zone))
    assert (there.hour, there.minute) == (6, 0)
    assert there.weekday() in days
    assert after < moment <= after + timedelta(days=40)


def test_it_slows_down_and_says_so_each_time():
    pace, unseen, paces = Pace.CHOSEN, 0, []
    for _ in range(18):
        pace, unseen = after_sending(pace, unseen, seen=False)
        paces.append(pace.value)
    assert [paces.index(p) for p in ("weekly", "monthly", "ended")] == [7, 13, 16]
    assert after_sending(Pace.MONTHLY, 2, seen=True) == (Pace.CHOSEN, 0)
