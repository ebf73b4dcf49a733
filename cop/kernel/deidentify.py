"""Finding in a text what may point to a person, and showing where it stands. Pure.

What is surely such a thing is never saved; what may be one is saved only after whoever writes has looked at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from cop.kernel.errors import N_, Invalid
from cop.kernel.names import NAMES
from cop.kernel.traces import NUMBERS, Trace

KINDS = {
    "email": N_("an e-mail address"),
    "national_id": N_("an identity number"),
    "record": N_("a number of a patient's record"),
    "phone": N_("a telephone number"),
    "birth": N_("a date of birth"),
    "date": N_("the day of an event"),
    "name": N_("a name"),
    "named": N_("a name that tells who it is about"),
}
SURE = N_("This points to a person: %(what)s. Take it out; it is saved once it is gone.")
MAYBE = N_(
    "This may point to a person: %(what)s. Take it out, or say at the end of the form that it does not, and send again."
)


@dataclass(frozen=True)
class Finding:
    """``start`` to ``end`` of the text, by characters."""

    start: int
    end: int
    kind: str
    sure: bool


SHORTEST = 3
"""A shorter name is as likely a word."""


def find(text: str, names: Iterable[str] = ()) -> list[Finding]:
    """What may point to a person, in order and without overlaps: the sure before the unsure, the longer first.

    ``names`` surely do, wherever they stand as whole words.
    """
    plain = "".join(map(_digit, text))
    found = {finding for trace in (*NUMBERS, *NAMES) for finding in _by(trace, plain)}
    found |= {finding for name in names if len(name) >= SHORTEST for finding in _named(name, text)}
    kept: list[Finding] = []
    taken = bytearray(len(text))
    for one in sorted(found, key=lambda f: (not f.sure, f.start - f.end, f.start, f.kind)):
        if not any(taken[one.start : one.end]):
            kept.append(one)
            taken[one.start : one.end] = bytes([1]) * (one.end - one.start)
    return sorted(kept, key=lambda f: f.start)


def _named(name: str, text: str) -> list[Finding]:
    words = r"\s+".join(map(re.escape, name.split()))
    places = re.finditer(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE)
    return [Finding(*place.span(), "named", sure=True) for place in places]


def _digit(sign: str) -> str:
    return str(int(sign)) if sign.isdecimal() else sign


def _by(trace: Trace, plain: str) -> list[Finding]:
    part = "it" if "it" in trace.pattern.groupindex else 0
    spans = [(match.span(part), match[part]) for match in trace.pattern.finditer(plain)]
    return [
        Finding(start, end, trace.kind, trace.sure)
        for (start, end), found in spans
        if trace.holds is None or trace.holds(found)
    ]


def marked(text: str, found: list[Finding]) -> list[tuple[str, str]]:
    """The text in pieces: (piece, kind of what it points to, "" for what points to nobody)."""
    pieces, here = [], 0
    for one in found:
        pieces += [(text[here : one.start], ""), (text[one.start : one.end], one.kind)]
        here = one.end
    return [piece for piece in [*pieces, (text[here:], "")] if piece[0]]


def waiting(texts: Mapping[str, str], confirmed: bool, names: Sequence[str] = ()) -> dict[str, list[Finding]]:
    """What keeps each text from being saved; ``confirmed``: whoever writes has looked at what is not sure."""
    looked = {key: [f for f in find(text, names) if f.sure or not confirmed] for key, text in texts.items()}
    return {key: found for key, found in looked.items() if found}


def sentence(found: list[Finding]) -> tuple[str, list[str]]:
    """(message id, kinds as message ids) of what has to be done about findings."""
    kinds = [KINDS[kind] for kind, _group in groupby(sorted(f.kind for f in found))]
    return (SURE if any(f.sure for f in found) else MAYBE), kinds


def demand_clean(texts: Mapping[str, str], confirmed: bool, names: Sequence[str] = ()) -> None:
    """Raises Invalid at the first text that holds what may point to a person, or one of ``names``."""
    for name, found in waiting(texts, confirmed, names).items():
        message, kinds = sentence(found)
        raise Invalid(message, field=name, what=kinds)
