"""Answers under what they answer, in the order to be read. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any


def nested(rows: Sequence[Any]) -> Iterator[tuple[Any, int]]:
    """(row, depth on this page) in the order to be read, of rows with ``seq`` and ``parent_seq`` sorted by seq.

    An answer to what stands on another page begins a branch of its own. Without recursion: nesting has no limit.
    """
    here = {row.seq for row in rows}
    answers = defaultdict(list)
    for row in reversed(rows):
        answers[row.parent_seq if row.parent_seq in here else None].append(row)
    waiting = [(row, 0) for row in answers[None]]
    while waiting:
        row, depth = waiting.pop()
        yield row, depth
        waiting += [(answer, depth + 1) for answer in answers.get(row.seq, ())]
