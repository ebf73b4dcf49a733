"""When who has not answered is reminded: a step at a time, in order, none twice."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cop.alerts.rules import AFTER, BEFORE, Step, next_moment, reached

DUE = datetime(2026, 11, 21, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


def test_a_day_before_when_it_is_due_and_three_days_after():
    moments = [next_moment(DUE, WEEK, step) for step in Step]
    assert moments == [DUE - BEFORE, DUE, DUE + AFTER, None]
    assert reached(DUE, WEEK, DUE - BEFORE - timedelta(seconds=1)) is Step.ASKED
    assert reached(DUE, WEEK, DUE - BEFORE) is Step.SOON


def test_who_has_two_days_is_not_reminded_before():
    assert next_moment(DUE, timedelta(days=2), Step.ASKED) == DUE


@given(st.integers(1, 60), st.lists(st.integers(0, 24 * 70), max_size=12))
def test_each_step_is_told_at_most_once_however_the_worker_runs(days, hours):
    span = timedelta(days=days)
    asked, done, told = DUE - span, Step.ASKED, []
    for hour in sorted(hours):
        now, when = asked + timedelta(hours=hour), next_moment(DUE, span, done)
        if when is not None and when <= now:
            done = reached(DUE, span, now)
            told.append(done)
    assert told == sorted(set(told)) and Step.ASKED not in told
