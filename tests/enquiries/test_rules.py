"""Turns and clock of an early question, and its two readings."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.enquiries import rules
from cop.enquiries.rules import MOVES, Clock, Kind, State
from cop.kernel.errors import IllegalMove

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize("state", State)
def test_each_thing_is_said_only_where_the_table_says(state):
    for kind, (begins, ends) in MOVES.items():
        clock = Clock(state, NOW, NOW)
        if state in begins:
            assert rules.said(clock, kind, 30, NOW).state is ends
        else:
            with pytest.raises(IllegalMove):
                rules.said(clock, kind, 30, NOW)


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_clock_stands_while_who_asked_is_to_say_more(before, waited):
    asked = Clock(State.OPEN, NOW + 30 * DAY, NOW)
    back = rules.said(asked, Kind.BACK, 30, NOW + before * DAY)
    again = rules.said(back, Kind.NOTE, 30, NOW + (before + waited) * DAY)
    assert again.due == asked.due + waited * DAY and not rules.is_late(back.state, back.due, NOW + 900 * DAY)


def test_what_is_added_moves_no_target_and_a_further_question_begins_anew():
    asked = Clock(State.OPEN, NOW + 30 * DAY, NOW)
    assert rules.said(asked, Kind.NOTE, 30, NOW + DAY) == asked
    answered = rules.said(asked, Kind.ANSWER, 30, NOW + 2 * DAY)
    assert rules.said(answered, Kind.NOTE, 10, NOW + 5 * DAY).due == NOW + 15 * DAY


def test_a_target_passes_after_its_last_moment():
    assert not rules.is_late("open", NOW, NOW)
    assert rules.is_late("open", NOW, NOW + timedelta(seconds=1))
    assert not rules.is_late("answered", NOW, NOW + DAY)


def test_nobody_reads_twice_within_a_day():
    rules.demand_second(1, NOW, 2, NOW)
    rules.demand_second(1, NOW, 1, NOW + DAY)
    with pytest.raises(IllegalMove, match="another regulator"):
        rules.demand_second(1, NOW, 1, NOW + DAY - timedelta(seconds=1))
