"""Moves of calls and proposals, gates, and a profile compared."""

from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.calls import profile, rules
from cop.calls.profile import Meets, Way
from cop.calls.rules import MOVES, STEPS, Standing, State
from cop.kernel.errors import IllegalMove, Invalid

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
NUMBERS = st.decimals(-1000, 1000, places=2).map(str)


def test_a_call_is_closed_from_its_hour_on():
    second = timedelta(seconds=1)
    assert rules.state_at("open", NOW + second, NOW) is State.OPEN
    assert rules.state_at("open", NOW, NOW) is State.REVIEW
    assert rules.state_at("withdrawn", NOW - second, NOW) is State.WITHDRAWN


@pytest.mark.parametrize("key", MOVES)
@pytest.mark.parametrize("state", State)
def test_each_move_of_a_call_begins_where_the_table_says(key, state):
    expected = nullcontext() if state in MOVES[key].begins else pytest.raises(IllegalMove)
    with expected:
        rules.demand(key, state)


@pytest.mark.parametrize("key", STEPS)
def test_each_step_of_a_proposal_is_taken_only_where_the_table_says(key):
    for state in State:
        for standing in Standing:
            may = state in STEPS[key].during and standing in STEPS[key].begins
            assert rules.can(key, state, standing) is may
            if not may:
                with pytest.raises(IllegalMove):
                    rules.demand_step(key, state, standing)


def test_nothing_is_judged_while_proposals_can_still_change():
    """What changes a proposal and what judges it never stand open at once."""
    for key in ("rate", "shortlist", "decline", "choose"):
        assert STEPS[key].during & STEPS["save"].during == set()


@pytest.mark.parametrize(("days", "fits"), [(6, False), (7, True), (366, True), (367, False)])
def test_a_call_is_open_for_a_week_at_least_and_a_year_at_most(days, fits):
    with nullcontext() if fits else pytest.raises(Invalid, match="at least"):
        rules.demand_closing(NOW + timedelta(days=days), NOW)


@pytest.mark.parametrize(
    ("way", "value", "stands"),
    [
        (Way.LEAST, "89.9", Meets.SHORT), (Way.LEAST, "90", Meets.MINIMUM), (Way.LEAST, "95.0", Meets.PREFERRED),
        (Way.MOST, "90.1", Meets.MINIMUM), (Way.MOST, "95.1", Meets.SHORT), (Way.MOST, "90", Meets.PREFERRED),
        (Way.WORDS, "soon", Meets.WORDS), (Way.LEAST, "", Meets.UNSAID),
    ],
)  # fmt: skip
def test_an_answer_stands_somewhere(way, value, stands):
    bounds = ("90", "95") if way is Way.LEAST else ("95", "90")
    assert profile.meets(way, *bounds, value) is stands


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_more_never_stands_worse_where_more_is_better(a, b, one, two):
    least, best = sorted((a, b), key=float)
    low, high = sorted((one, two), key=float)
    order = [Meets.SHORT, Meets.MINIMUM, Meets.PREFERRED]
    stands = [order.index(profile.meets(Way.LEAST, least, best, value)) for value in (low, high)]
    assert stands == sorted(stands)
    mirrored = [str(-float(x)) for x in (least, best, low)]
    assert order.index(profile.meets(Way.MOST, *mirrored)) == stands[0]


@pytest.mark.parametrize("typed", ["", "ten", "1,000", "1e9", "NaN", "Infinity", "٣", "1.", "9" * 13])
def test_what_is_no_plain_number_is_refused_at_its_field(typed):
    with pytest.raises(Invalid) as refused:
        profile.number(typed, "minimum")
    assert refused.value.field == "minimum"


def test_a_preferred_value_is_never_worse_than_the_minimum():
    profile.demand_bounds(Way.MOST, "10", "2")
    profile.demand_bounds(Way.WORDS, "any", "words")
    for way, minimum, preferred in ((Way.LEAST, "90", "80"), (Way.MOST, "2", "10")):
        with pytest.raises(Invalid, match="Swap"):
            profile.demand_bounds(way, minimum, preferred)
