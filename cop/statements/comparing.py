"""What changed between two revisions, clause by clause and word by word. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from cop.kernel import diff

SIGNS = {"": "=", "ins": "+", "del": "-"}

Span = tuple[str, str]
"""(op, text) as the ``diff`` macro takes it: "=" kept, "+" new, "-" gone."""


class Block(Protocol):
    """A clause of a revision, or a heading, whose number is 0; ``key`` is its own for life."""

    @property
    def key(self) -> int: ...
    @property
    def number(self) -> int: ...
    @property
    def source(self) -> str: ...


@dataclass(frozen=True)
class Change:
    """A block in both texts or in one: its numbers there (0: a heading, None: not there) and what became of its words."""

    before: int | None
    after: int | None
    spans: list[Span]

    @property
    def is_heading(self) -> bool:
        return not self.before and not self.after

    @property
    def changed(self) -> bool:
        return any(op != "=" for op, _ in self.spans)


def spans(old: str, new: str) -> list[Span]:
    """From the old words to the new ones."""
    return [(SIGNS[kind], words) for kind, words in diff.spans(old, new)]


def compare(old: Sequence[Block], new: Sequence[Block]) -> list[Change]:
    """Block by block in the order of the new text, each that is gone after the one it followed."""
    before = {block.key: block for block in old}
    gone = _gone(old, {block.key for block in new})
    changes = gone.pop(None, [])
    for block in new:
        past = before.get(block.key)
        found = spans(past.source if past else "", block.source)
        changes.append(Change(past.number if past else None, block.number, found))
        changes += gone.pop(block.key, [])
    return changes


def _gone(old: Sequence[Block], kept: set[int]) -> dict[int | None, list[Change]]:
    """What is not in the new text, by the key of the last before it that is."""
    found: dict[int | None, list[Change]] = {}
    last: int | None = None
    for block in old:
        if block.key in kept:
            last = block.key
        else:
            found.setdefault(last, []).append(Change(block.number, None, [("-", block.source)]))
    return found


def changed(old: Sequence[Block], new: Sequence[Block]) -> frozenset[int]:
    """Keys of what is new or reads otherwise than before."""
    before = {block.key: block.source for block in old}
    return frozenset(block.key for block in new if before.get(block.key) != block.source)
