"""How a thread is paged and read as a tree."""

from datetime import UTC, datetime
from types import SimpleNamespace as Row

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.discussions.rules import (
    PAGE,
    Kind,
    demand_acceptable,
    demand_open,
    nested,
    numbers_on,
    page_of,
    parent_of,
)
from cop.kernel.errors import IllegalMove


def _rows(first: int, answers: list[int]) -> list[Row]:
    """Posts numbered from ``first``; each answers an earlier one, of this page or not, or (0) the thread."""
    numbered = enumerate(answers, first)
    return [Row(seq=seq, parent_seq=said % seq or None) for seq, said in numbered]


def pages():
    return st.builds(_rows, st.integers(1, 500), st.lists(st.integers(0, 600), min_size=1, max_size=PAGE))


@given(pages())
def test_every_post_of_a_page_is_shown_once_after_what_it_answers(rows):
    shown = [(row.seq, depth) for row, depth in nested(rows)]
    assert sorted(seq for seq, _ in shown) == [row.seq for row in rows]
    place = {seq: order for order, (seq, _) in enumerate(shown)}
    depth = dict(shown)
    for row in rows:
        if row.parent_seq in place:
            assert place[row.parent_seq] < place[row.seq]
            assert depth[row.seq] == depth[row.parent_seq] + 1
        else:
            assert depth[row.seq] == 0


@given(pages())
def test_siblings_stand_in_the_order_they_were_written(rows):
    here = {row.seq for row in rows}
    branches = {}
    for row, _depth in nested(rows):
        branches.setdefault(row.parent_seq if row.parent_seq in here else None, []).append(row.seq)
    assert all(seqs == sorted(seqs) for seqs in branches.values())


def test_deep_nesting_needs_no_deep_stack():
    rows = [Row(seq=n, parent_seq=n - 1 if n > 1 else None) for n in range(1, 20_001)]
    assert [depth for _row, depth in nested(rows)] == list(range(20_000))


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
