"""Answers are read under what they answer."""

from types import SimpleNamespace as Row

from hypothesis import given
from hypothesis import strategies as st

from cop.kernel.nesting import nested


def _rows(first: int, answers: list[int]) -> list[Row]:
    """Posts numbered from ``first``; each answers an earlier one, of this page or not, or (0) the thread."""
    numbered = enumerate(answers, first)
    return [Row(seq=seq, parent_seq=said % seq or None) for seq, said in numbered]


def pages():
    return st.builds(_rows, st.integers(1, 500), st.lists(st.integers(0, 600), min_size=1, max_size=50))


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
