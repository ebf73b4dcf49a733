"""Intervals and stop rules, against published values and by property."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cop.pilots import charts
from cop.pilots.measure_rules import Share, Way, crosses

COUNTS = st.integers(1, 2_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("found", "out_of", "low", "high"),
    [
        (81, 263, 25.5, 36.6),
        (15, 148, 6.2, 16.0),
        (0, 20, 0.0, 16.1),
        (1, 29, 0.6, 17.2),
        (20, 20, 83.9, 100.0),
    ],
)
def test_the_interval_is_wilsons(found, out_of, low, high):
    """The examples of Newcombe (Statistics in Medicine 1998; 17: 857-872), method 3, and one mirrored."""
    made = Share(found, out_of).interval
    assert [round(end, 1) for end in made] == [low, high]


@settings(max_examples=40, deadline=None)
@given(COUNTS)
def test_the_interval_holds_the_share_and_mirrors(counts):
    share, other = Share(*counts), Share(counts[1] - counts[0], counts[1])
    low, high = share.interval
    assert 0 <= low <= share.percent + 1e-9
    assert share.percent - 1e-9 <= high <= 100
    assert other.interval == pytest.approx((100 - high, 100 - low), abs=1e-6)


def test_a_stop_rule_is_crossed_beyond_it_and_not_at_it():
    assert not crosses(Share(9, 10), Way.LEAST, 90)
    assert crosses(Share(89, 100), Way.LEAST, 90)
    assert not crosses(Share(1, 10), Way.MOST, 10)
    assert crosses(Share(11, 100), Way.MOST, 10)
    assert not crosses(Share(0, 10), Way.LEAST, None)


@settings(max_examples=40, deadline=None)
@given(st.lists(COUNTS, min_size=1, max_size=20), st.none() | st.integers(0, 100))
def test_every_mark_stands_within_the_chart(counts, bound):
    chart = charts.drawn([(f"2026-{i:02}", Share(*one)) for i, one in enumerate(counts)], bound, None)
    assert len(chart.marks) == min(12, len(counts))
    bottom = charts.TOP + charts.HEIGHT
    for mark in chart.marks:
        assert 0 <= mark.x <= 100
        assert charts.TOP <= mark.high <= mark.y + 0.1 <= mark.low + 0.2 <= bottom + 0.2
    assert chart.promise is None or charts.TOP <= chart.promise <= bottom


def test_nothing_is_drawn_of_nothing():
    assert charts.drawn([], 90, None) is None
