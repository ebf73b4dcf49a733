"""Which versions of a product an alert is about: labels compared as people read them, "2.10" after "2.9". Pure."""

from __future__ import annotations

import re

PART = re.compile(r"[0-9]+|[a-z]+")
BEFORE = ("dev", "alpha", "a", "beta", "b", "pre", "rc")
"""What marks a version that comes before the one it is named after."""
Key = tuple[tuple[int, int, str], ...]
END = (1, 0, "")


def key(label: str) -> Key:
    """Orders labels: numbers as numbers, "1.0-rc1" before "1.0", "1.0" as "1.0.0", "v2" as "2"."""
    parts = PART.findall(label.casefold())
    if parts[:1] in (["v"], ["version"]) and len(parts) > 1:
        parts = parts[1:]
    made = [_part(part) for place, part in enumerate(parts) if not _says_nothing(parts, place)]
    return (*made, END)


def _says_nothing(parts: list[str], place: int) -> bool:
    """A zero after which no number follows: "1.0" is "1"."""
    ahead = next((part for part in parts[place:] if not part.isdecimal() or int(part)), "")
    return parts[place].isdecimal() and not ahead.isdecimal()


def _part(part: str) -> tuple[int, int, str]:
    if part.isdecimal():
        return (2, int(part), "")
    return (0, 0, part) if part in BEFORE else (1, 1, part)


def within(label: str, first: str, last: str) -> bool:
    """Whether ``label`` lies in the range, ends included; an empty end is open, an unknown version always concerned."""
    if not label:
        return True
    here = key(label)
    return (not first or key(first) <= here) and (not last or here <= key(last))


def meet(first: str, last: str, other_first: str, other_last: str) -> bool:
    """Whether two ranges share a version; an empty end is open."""
    apart = (last and other_first and key(last) < key(other_first)) or (
        other_last and first and key(other_last) < key(first)
    )
    return not apart
