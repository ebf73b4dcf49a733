"""Where a line may end in Lao, Khmer and Burmese, which put no space between words.

What lays out paper knows that for Thai alone. Its text gets a zero-width space at each place that ICU's dictionaries
name; a text that is stored or copied never does.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import Any

HERE = "\u200b"
SCRIPTS = {
    "lo": "\u0e80-\u0eff",
    "km": "\u1780-\u17ff\u19e0-\u19ff",
    "my": "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f",
}
RUN = re.compile("|".join(f"(?P<{language}>[{letters}]{{2,}})" for language, letters in SCRIPTS.items()))
TAG = re.compile(r"(<[^>]*>)")


@cache
def _icu() -> Any:
    """ICU's breakers; None where they are not installed."""
    try:
        return import_module("icu4py.breakers")
    except ImportError:
        return None


def knows_words() -> bool:
    return _icu() is not None


def breakable(html: str) -> str:
    """The HTML with a zero-width space between the words of those scripts; tags, and what they hold, stay as they are."""
    if not knows_words() or not RUN.search(html):
        return html
    parts = TAG.split(html)
    return "".join(part if part.startswith("<") else RUN.sub(_spaced, part) for part in parts)


def _spaced(found: re.Match[str]) -> str:
    return HERE.join(_icu().LineBreaker(found.group(), str(found.lastgroup)))
