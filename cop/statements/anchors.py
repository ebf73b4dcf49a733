"""How a clause stays the same clause while its words change. Pure.

Each clause of a statement has a key for life. In a new text a clause keeps its key where its words stand unchanged,
else where enough of them do; what resembles nothing gets a new key, and the key of what is gone is never given again.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

SAME = 0.5  # share of three-letter pieces that two texts of one clause have in common
Pieces = frozenset[str]


def carry(old: Sequence[tuple[int, str]], new: Sequence[str], last: int) -> tuple[list[int], int]:
    """The keys of the clauses ``new``, given (key, words) of the old and the ``last`` key; and the last key then."""
    words = [_plain(source) for _, source in old], [_plain(source) for source in new]
    pairs = _unchanged(*words)
    pairs |= _moved(*words, pairs)
    pairs |= _alike(*words, pairs)
    keys = []
    for place in range(len(new)):
        if place not in pairs:
            last += 1
        keys.append(old[pairs[place]][0] if place in pairs else last)
    return keys, last


def _plain(source: str) -> str:
    return " ".join(source.casefold().split())


Pairs = dict[int, int]
"""From a place in the new text to its place in the old one."""


def _unchanged(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """What reads the same, in the same order."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {b.b + step: b.a + step for b in blocks for step in range(b.size)}


def _rest(old: Sequence[str], new: Sequence[str], pairs: Pairs) -> tuple[list[int], list[int]]:
    taken = set(pairs.values())
    return [i for i in range(len(old)) if i not in taken], [j for j in range(len(new)) if j not in pairs]


def _moved(old: Sequence[str], new: Sequence[str], pairs: Pairs) -> Pairs:
    """What reads the same at another place."""
    left, fresh = _rest(old, new, pairs)
    places: dict[str, list[int]] = {}
    for i in reversed(left):
        places.setdefault(old[i], []).append(i)
    return {j: places[new[j]].pop() for j in fresh if places.get(new[j])}


def _alike(old: Sequence[str], new: Sequence[str], pairs: Pairs) -> Pairs:
    """What resembles most, the closest pairs first, of equals the nearest."""
    left, fresh = _rest(old, new, pairs)
    pieces = {i: _pieces(old[i]) for i in left}, {j: _pieces(new[j]) for j in fresh}
    found: Pairs = {}
    for _likeness, _distance, i, j in sorted(_candidates(*pieces)):
        if j not in found and i not in found.values():
            found[j] = i
    return found


def _candidates(old: dict[int, Pieces], new: dict[int, Pieces]) -> list[tuple[float, int, int, int]]:
    return [
        (-likeness, abs(i - j), i, j)
        for i, a in old.items()
        for j, b in new.items()
        if (likeness := _likeness(a, b)) >= SAME
    ]


def _pieces(words: str) -> Pieces:
    """All runs of three characters: they serve scripts with spaces between words and without alike."""
    return frozenset(words[n : n + 3] for n in range(max(1, len(words) - 2)))


def _likeness(a: Pieces, b: Pieces) -> float:
    most = 2 * min(len(a), len(b)) / (len(a) + len(b))
    return 2 * len(a & b) / (len(a) + len(b)) if most >= SAME else 0.0
