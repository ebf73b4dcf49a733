"""HTML as the sanitiser writes it, in pieces: its tags, and the texts between them. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

TAG = re.compile(r'<(/?)([a-z0-9]+)((?:[^>"]|"[^"]*")*)>')  # quotes always double, and none in a value
VERBATIM = frozenset({"a", "code", "pre"})


def pieces(html: str) -> Iterator[tuple[str, bool]]:
    """Every piece in order; whether it is a text that may be changed: outside of links and code."""
    begin, inside = 0, 0
    for tag in TAG.finditer(html):
        yield html[begin : tag.start()], not inside
        yield tag[0], False
        if tag[2] in VERBATIM:
            inside += -1 if tag[1] else 1
        begin = tag.end()
    yield html[begin:], not inside


def changed(html: str, change: Callable[[str], str]) -> str:
    """The same with every text that may be changed."""
    return "".join(change(piece) if is_text and piece else piece for piece, is_text in pieces(html))
