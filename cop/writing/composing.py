"""A text that may speak of things and people, from its words to its links. Done before the action that says it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from cop.kernel import refs, text, ties
from cop.kernel.text import Written
from cop.writing import people

MENTIONS = "mentions"
SPEAKS_OF = "speaks_of"


def compose(source: str, writer: Any, space_id: int, files: Iterable[int] | None = None) -> Written:
    """The text as ``text.write`` makes it, tied to what it speaks of as far as ``writer`` may see it. Raises Invalid.

    ``files``: ids of what is attached.

    Its refs name also what the things it speaks of are parts of: whoever reads there finds the way back.
    """
    tied = ties.tie(text.write(source), writer, lambda slugs: people.called(slugs, space_id))
    around = [one.within for one in refs.resolve(tied.refs, writer).values() if one.within]
    attached = None if files is None else tuple(dict.fromkeys(files))
    return replace(tied, refs=tuple(dict.fromkeys([*tied.refs, *around])), files=attached)


def things(targets: Iterable[str]) -> list[str]:
    """Of these refs, those of what is no person."""
    return [ref for ref in targets if not ref.startswith(f"{ties.PERSON}:")]


def note_links(source: str, targets: Collection[str], now: datetime) -> None:
    """In the caller's transaction: what the text known as ``source`` speaks of, and whom it names, is this alone."""
    spoken_of = things(targets)
    refs.relink(source, MENTIONS, [ref for ref in targets if ref not in spoken_of], now)
    refs.relink(source, SPEAKS_OF, [ref for ref in spoken_of if ref != source], now)
