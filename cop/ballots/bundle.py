"""A record as it leaves the house: one JSON object that all can recount, opened as far as they may read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from cop.ballots.canonical import Committed
from cop.ballots.history import History, replay
from cop.ballots.record import ENDINGS, Event, Head, Kind, Witness, head
from cop.ballots.terms import Stance, Visibility

FORMAT, VERSION = "ballot-bundle", 1
REASONED = (Kind.EXTENDED, Kind.VOIDED, Kind.ANNULLED)


class Audience(StrEnum):
    PUBLIC = "public"
    MEMBERS = "members"


@dataclass(frozen=True)
class Record:
    """A ballot's rows. ``texts`` holds what stands behind the commitments, by hash, without what was erased.

    ``heads`` are those kept; ``key``, which the ``opened`` event names, signs what is not among them.
    """

    title: str
    text: str
    events: Sequence[Event]
    texts: Mapping[str, Committed]
    key: Ed25519PrivateKey
    heads: Sequence[Head] = ()
    witnesses: Sequence[Witness] = ()


def bundle(record: Record, audience: Audience) -> dict[str, Any]:
    """The record for this audience: until the end only its opening and latest head,
    save to members in an open ballot.
    """
    history = replay(record.events)
    whole = _shows_all(history, audience)
    events = record.events if whole else record.events[:1]
    return {
        "format": FORMAT,
        "v": VERSION,
        "audience": str(audience),
        "ballot": events[0].ballot,
        "statement": {"title": record.title, "text": record.text},
        "key": events[0].data["key"],
        "events": [{"event": event.body, "hash": event.hash} for event in events],
        "heads": [found.data() for found in _heads(record)],
        "witnesses": [witness.data() for witness in record.witnesses if whole],
        "openings": _openings(record, _opened_to(events, history, audience)),
    }


def written(made: Mapping[str, Any]) -> str:
    """The file: the same bytes for the same bundle."""
    return json.dumps(made, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _shows_all(history: History, audience: Audience) -> bool:
    open_to_members = history.rule.visibility is Visibility.OPEN and audience is Audience.MEMBERS
    return history.end is not None or open_to_members


def _heads(record: Record) -> list[Head]:
    """Of the first event, the end and the latest."""
    kept = {found.seq: found for found in record.heads}
    ends = [event for event in record.events if event.kind in ENDINGS]
    covered = {event.seq: event for event in (record.events[0], *ends, record.events[-1])}
    return [kept.get(seq) or head(event, record.key) for seq, event in covered.items()]


def _openings(record: Record, hashes: Iterator[str]) -> dict[str, dict[str, Any]]:
    found = {hash_: record.texts[hash_] for hash_ in hashes if hash_ in record.texts}
    return {hash_: {"salt": text.salt.hex(), "text": json.loads(text.text)} for hash_, text in found.items()}


def _opened_to(events: Sequence[Event], history: History, audience: Audience) -> Iterator[str]:
    yield from _of_officers_and_editors(events)
    if audience is Audience.MEMBERS:
        yield from _people(events)
    for seat, cast in history.standing.items() if len(events) > 1 else ():
        if audience is Audience.MEMBERS or (history.adopted and _published(cast, history)):
            yield cast.data["note"]
        if history.adopted and cast.data["sign"]:
            yield history.who[seat]


def _of_officers_and_editors(events: Sequence[Event]) -> Iterator[str]:
    for event in events:
        if event.kind in REASONED:
            yield from event.data.get("officers") or [event.data["officer"]]
            yield event.data["reason"]
        elif event.kind is Kind.OBJECTION_ANSWERED:
            yield from (event.data["editor"], event.data["note"])


def _people(events: Sequence[Event]) -> Iterator[str]:
    for event in events:
        entries = event.data["roll"] if event.kind is Kind.OPENED else [event.data]
        for entry in entries if event.kind in (Kind.OPENED, Kind.SEAT_TRANSFERRED) else ():
            yield from filter(None, (entry["who"], entry["alternate"]))


def _published(cast: Event, history: History) -> bool:
    """Whether a standing note is printed with the statement: a reservation, or an unresolved objection."""
    if cast.data["position"] == Stance.RESERVE:
        return True
    return cast.data["position"] == Stance.OBJECT and cast.seq not in history.resolved
