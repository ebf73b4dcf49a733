"""A pilot's decisions as a chain of hashed events, so that outsiders can see that none was changed or left out.

Events hold codes, dates and hashes; the words stand beside them and can be hashed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from cop.ballots.canonical import event_bytes, hexhash, text_of
from cop.ballots.record import FIRST_PREV, stamp

VERSION = 1


class Kept(Protocol):
    seq: int
    at: datetime
    kind: str
    data: dict[str, Any]
    prev: str
    hash: str


def body(uid: str, seq: int, at: datetime, kind: str, data: Mapping[str, Any], prev: str) -> dict[str, Any]:
    """What an event's hash covers; ``seq`` from 0, ``prev`` the hash before it or 64 zeros."""
    return {
        "at": stamp(at),
        "data": dict(data),
        "kind": kind,
        "pilot": uid,
        "prev": prev,
        "seq": seq,
        "v": VERSION,
    }


def digest(event: Mapping[str, Any]) -> str:
    """Lower-case hex SHA-256 of the canonical JSON. Raises ValueError for what an event may not hold."""
    return hexhash(event_bytes(dict(event)))


def first_broken(uid: str, events: Iterable[Kept]) -> int | None:
    """The number of the first event that does not follow from those before it; None when all do."""
    prev = FIRST_PREV
    for number, event in enumerate(events):
        made = body(uid, number, event.at, event.kind, event.data, prev)
        if event.seq != number or event.prev != prev or digest(made) != event.hash:
            return number
        prev = event.hash
    return None


def last_step(country: str, events: Iterable[Any]) -> Any:
    """The event that led to the state in which a country's track stands; None while there is none."""
    steps = [one for one in events if one.country == country and one.data["from"] != one.data["to"]]
    return steps[-1] if steps else None


def words_hash(words: str) -> str:
    """The hash of a reason or note; "" of none."""
    return hexhash(text_of({"text": words})) if words else ""


def basis_hash(basis: Mapping[str, str]) -> str:
    """Of what a decision rests on: every value a string, "" where there is none."""
    return hexhash(text_of(basis))


def bounds_hash(bounds: Iterable[Any]) -> str:
    """Of the numbers that readings are held against, by criterion: way, promise, stop in percent; "" of none."""
    flat = {
        f"{bound.metric_id}.{key}": str(getattr(bound, key))
        for bound in bounds
        for key in ("way", "promise", "stop")
    }
    return hexhash(text_of(flat)) if flat else ""


def criteria_hash(metrics: Sequence[Mapping[str, str]]) -> str:
    """Of the success criteria in their order: "1.name", "1.threshold" and so on, each with its words."""
    flat = {f"{n}.{key}": words for n, metric in enumerate(metrics, 1) for key, words in metric.items()}
    return hexhash(text_of(flat))
