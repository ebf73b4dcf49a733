"""An amendment put into the text, and amendments of one clause that touch the same words. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cop.kernel.errors import N_, IllegalMove
from cop.statements.comparing import Block, Span

Range = tuple[int, int]


def replaced(source: str, blocks: Sequence[Block], key: int, words: str) -> str:
    """``source`` with ``words`` in place of the clause of that key; ``blocks`` are all of the text's, in order.

    Raises IllegalMove when the clause is no longer in the text.
    """
    at = 0
    for block in blocks:
        found = _place(source, block.source, at)
        if found and block.key == key:
            return source[: found.start()] + words + source[found.end() :]
        at = found.end() if found else at
    raise IllegalMove(
        N_(
            "The clause is no longer in the text, so these words have no place in it. Revise the text by hand."
        )
    )


def _place(source: str, words: str, at: int) -> re.Match[str] | None:
    """Whole lines; what a clause holds of blank lines may be more in the text."""
    pieces = (re.escape(piece) for piece in words.split("\n\n"))
    return re.compile(r"^" + r"\n\s*\n".join(pieces) + r"$", re.MULTILINE).search(source, at)


def touched(spans: Sequence[Span]) -> list[Range]:
    """Where the clause's own words are struck, or something is put between them: (start, end) in its characters."""
    at, found = 0, []
    for op, words in spans:
        end = at + (len(words) if op != "+" else 0)
        if op != "=":
            found.append((at, end))
        at = end
    return found


def overlapping(amendments: Mapping[int, Sequence[Span]]) -> dict[int, list[int]]:
    """By number, the other amendments that touch the same words: both cannot be taken over as they are."""
    ranges = {number: touched(spans) for number, spans in amendments.items()}
    return {
        number: [other for other in ranges if other != number and _meet(ranges[number], ranges[other])]
        for number in ranges
    }


def _meet(one: Sequence[Range], other: Sequence[Range]) -> bool:
    return any(a <= d and c <= b for a, b in one for c, d in other)
