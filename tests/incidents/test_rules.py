"""The ladder's gates, the clocks, and what is a trend."""

import contextlib
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.incidents.rules import Level, Seen, Step, Urgency, demand_ripe, due, next_level, trend, urgency
from cop.kernel.errors import IllegalMove

NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
LATER, PAST = NOW + timedelta(days=2), NOW - timedelta(days=1)


@pytest.mark.parametrize(
    ("level", "lesson", "replied", "urgent", "reply_due", "ripe"),
    [
        (0, False, False, False, None, True),
        (1, False, False, False, LATER, True),
        (2, False, False, False, LATER, False),
        (2, False, True, False, LATER, True),
        (2, False, False, True, LATER, True),
        (2, False, False, False, PAST, True),
        (2, False, False, False, None, True),
        (3, False, True, False, None, False),
        (3, True, False, False, None, True),
        (4, True, True, True, None, False),
    ],
)
def test_a_rung_is_ripe_or_says_what_it_waits_for(level, lesson, replied, urgent, reply_due, ripe):
    step = Step(level, lesson, replied, urgent, reply_due)
    with contextlib.nullcontext() if ripe else pytest.raises(IllegalMove):
        demand_ripe(step, NOW)


def test_rungs_go_up_one_at_a_time():
    assert [next_level(level) for level in range(4)] == [1, 2, 3, 4]
    with pytest.raises(IllegalMove):
        next_level(Level.PUBLIC)


@pytest.mark.parametrize(
    ("harm", "public", "clock"),
    [
        (0, False, "other"),
        (2, False, "other"),
        (3, False, "serious"),
        (5, False, "serious"),
        (0, True, "public_health"),
    ],
)
def test_the_worst_of_harm_and_public_health_sets_the_clock(harm, public, clock):
    assert urgency(harm, public) is Urgency(clock)


def test_the_clock_counts_from_the_day_of_becoming_aware():
    assert due(date(2026, 11, 20), 48) == datetime(2026, 11, 22, tzinfo=UTC)


def seen(*pairs):
    return [Seen(NOW + timedelta(days=day), country) for day, country in pairs]


@pytest.mark.parametrize(
    ("reports", "why"),
    [
        (seen(), ""),
        (seen((0, "SG"), (1, "SG")), ""),
        (seen((0, "SG"), (20, "SG"), (30, "SG")), "number"),
        (seen((0, "SG"), (20, "SG"), (31, "SG")), ""),
        (seen((0, "SG"), (200, "MY")), "countries"),
        (seen((0, "SG"), (366, "MY")), ""),
        (seen((0, "SG"), (1, "MY"), (2, "SG")), "number"),
    ],
)
def test_three_in_thirty_days_or_two_countries_are_a_trend(reports, why):
    assert trend(reports) == why


@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["SG", "MY"])), max_size=8), st.randoms())
def test_a_trend_does_not_depend_on_the_order_and_never_goes_away(pairs, random):
    reports = seen(*pairs)
    shuffled = random.sample(reports, len(reports))
    assert trend(reports) == trend(shuffled)
    if trend(reports):
        assert trend([*reports, *seen((500, "TH"))])
