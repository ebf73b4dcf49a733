"""Writing a ballot's record, in the caller's transaction and under the ballot's lock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import current_app

from cop.ballots import kept
from cop.ballots.canonical import Committed, commit
from cop.ballots.models import Ballot
from cop.ballots.record import Event, Kind, Tip, head, next_event
from cop.kernel import keys
from cop.kernel.db import db


def signing_key() -> Ed25519PrivateKey:
    return keys.ballot_key(current_app.extensions["cop"].config.data_dir)


def append(ballot: Ballot, kind: Kind, data: Mapping[str, Any], now: datetime) -> Event:
    """Adds the next event; its time is ``now`` or that of the event before, whichever is later."""
    last = Tip(ballot.name, ballot.last_seq, ballot.last_at, Kind(ballot.last_kind), ballot.last_hash)
    event = next_event(last, kind, data, now)
    keep(ballot, event)
    return event


def tip(event: Event) -> dict[str, Any]:
    """The columns of a ballot that say which event is its record's last."""
    return {
        "last_seq": event.seq,
        "last_hash": event.hash,
        "last_at": event.at,
        "last_kind": str(event.kind),
    }


def keep(ballot: Ballot, event: Event) -> None:
    """Writes the event's row and moves the ballot's tip to it."""
    for column, value in tip(event).items():
        setattr(ballot, column, value)
    row = kept.Event(ballot_id=ballot.id, seq=event.seq, at=event.at, kind=str(event.kind))
    row.body = event.written.decode()
    row.hash, row.prev, row.seat = event.hash, event.prev, event.data.get("seat")
    db.session.add(row)
    db.session.flush()


def sign(ballot: Ballot, event: Event) -> None:
    """Keeps a signed head at ``event``: of the opening, the end, or a voter's receipt."""
    made = head(event, signing_key())
    db.session.add(kept.Head(ballot_id=ballot.id, seq=made.seq, hash=made.hash, sig=made.sig))


def seal(ballot: Ballot, whose: int | None, **fields: str) -> str:
    """Commits to what a person wrote or is called and keeps the text; the commitment, for an event."""
    committed = commit(**fields)
    db.session.add(kept.Opening(ballot_id=ballot.id, **opening_columns(whose, committed)))
    return committed.hash


def opening_columns(whose: int | None, committed: Committed) -> dict[str, Any]:
    return {
        "hash": committed.hash,
        "member_id": whose,
        "salt": committed.salt.hex(),
        "text": committed.text,
    }


def seal_person(ballot: Ballot, member: Any) -> str:
    """Commits to a member's name and organisation of today."""
    return seal(ballot, member.id, name=member.name, organisation=member.organisation.name)
