"""How a thread is paged and read as a tree."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.discussions.rules import (
    PAGE,
    Kind,
    demand_acceptable,
    demand_open,
    numbers_on,
    page_of,
    parent_of,
)
from cop.kernel.errors import IllegalMove


@given(st.integers(1, 10_000_000))
def test_a_post_stands_on_its_page(seq):
    first, last = numbers_on(page_of(seq))
    assert first <= seq <= last
    assert last - first + 1 == PAGE


def test_answers_to_the_first_post_are_answers_to_the_thread():
    assert [parent_of(n) for n in (None, 1, 2)] == [None, None, 2]


def test_nothing_is_written_where_a_door_is_closed():
    now = datetime(2026, 1, 1, tzinfo=UTC)
    demand_open(None, None)
    with pytest.raises(IllegalMove, match="archived"):
        demand_open(now, now)
    with pytest.raises(IllegalMove, match="locked"):
        demand_open(now, None)


@pytest.mark.parametrize(
    ("kind", "seq", "removed"),
    [(Kind.discussion, 2, False), (Kind.question, 1, False), (Kind.question, 2, True)],
)
def test_only_a_standing_answer_to_a_question_is_accepted(kind, seq, removed):
    demand_acceptable(Kind.question, 2, False)
    with pytest.raises(IllegalMove):
        demand_acceptable(kind, seq, removed)
