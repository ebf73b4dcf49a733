"""What became of a text between two ballots, clause by clause, for those who spoke on the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from markupsafe import Markup

from cop.kernel import diff

Clauses = Sequence[Sequence[Any]]
TAGS = {"ins": Markup("<ins>{}</ins>"), "del": Markup("<del>{}</del>"), "": Markup("{}")}


@dataclass(frozen=True)
class Changes:
    """``marked`` holds the words of each changed or new clause by its number, marked; ``gone`` those left out;
    ``moved`` the number that each clause of the first text has in the second, where it is still there.
    """

    marked: dict[int, Markup]
    gone: list[str]
    moved: dict[int, int]

    @property
    def numbers(self) -> list[int]:
        return sorted(self.marked)


def between(before: Clauses, after: Clauses) -> Changes:
    """What changed from one text's [number, source, html] to another's; headings do not count."""
    old = [source for number, source, _html in before if number]
    new = [source for number, source, _html in after if number]
    marked, gone, moved = {}, [], {}
    for was, now in _pairs(old, new):
        if was is not None and now is not None:
            moved[was + 1] = now + 1
        if now is None:
            gone.append(old[was or 0])
        elif was is None or old[was] != new[now]:
            marked[now + 1] = _words("" if was is None else old[was], new[now])
    return Changes(marked, gone, moved)


def _pairs(old: list[str], new: list[str]) -> Iterator[tuple[int | None, int | None]]:
    """Places that belong together; None where a clause has none on the other side."""
    for _kind, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        both = min(i_end - i, j_end - j)
        yield from ((i + step, j + step) for step in range(both))
        yield from ((place, None) for place in range(i + both, i_end))
        yield from ((None, place) for place in range(j + both, j_end))


def _words(was: str, now: str) -> Markup:
    return Markup("<p>{}</p>").format(
        Markup("").join(TAGS[kind].format(words) for kind, words in diff.spans(was, now))
    )
