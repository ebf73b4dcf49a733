"""Reading a ballot's record back: its events, the texts behind them, and the bundle that leaves the house."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from cop.ballots import bundle as bundles
from cop.ballots import chain, kept
from cop.ballots.bundle import Audience
from cop.ballots.models import Ballot
from cop.ballots.record import Event, Head, Kind, Witness, moment
from cop.kernel.db import db


def parsed(row: kept.Event) -> Event:
    body = json.loads(row.body)
    return Event(body["ballot"], row.seq, moment(body["at"]), Kind(row.kind), body["data"], row.prev)


def events(ballot: Ballot, first: int = 0) -> list[Event]:
    """The record's events from ``first`` on."""
    of_ballot = (kept.Event.ballot_id == ballot.id) & (kept.Event.seq >= first)
    rows = db.session.scalars(select(kept.Event).where(of_ballot).order_by(kept.Event.seq))
    return [parsed(row) for row in rows]


def texts(ballot: Ballot, *hashes: str) -> dict[str, dict[str, str]]:
    """What stands behind these commitments, by hash; an erased one is missing."""
    behind = select(kept.Opening).where(kept.Opening.ballot_id == ballot.id, kept.Opening.hash.in_(hashes))
    return {row.hash: json.loads(row.text) for row in db.session.scalars(behind)}


def head(ballot: Ballot, seq: int) -> Head | None:
    """The signed head kept of one event: a receipt."""
    row = db.session.get(kept.Head, (ballot.id, seq))
    return Head(row.seq, row.hash, row.sig) if row else None


def found(ballot: Ballot, hash_: str) -> kept.Event | None:
    """The event of that hash, if it is in this record."""
    of_ballot = (kept.Event.ballot_id == ballot.id) & (kept.Event.hash == hash_)
    return db.session.scalar(select(kept.Event).where(of_ballot))


def bundle(ballot: Ballot, audience: Audience) -> dict[str, Any]:
    """The record as far as the audience may read it now, with all that a recount needs."""
    openings = db.session.scalars(select(kept.Opening).where(kept.Opening.ballot_id == ballot.id))
    ends = (0, ballot.last_seq)
    heads = db.session.scalars(
        select(kept.Head).where(kept.Head.ballot_id == ballot.id, kept.Head.seq.in_(ends))
    )
    witnesses = select(kept.Witness).where(kept.Witness.ballot_id == ballot.id).order_by(kept.Witness.id)
    record = bundles.Record(
        title=ballot.title,
        text=ballot.source,
        events=events(ballot),
        texts={row.hash: row.committed for row in openings},
        key=chain.signing_key(),
        heads=[Head(row.seq, row.hash, row.sig) for row in heads],
        witnesses=[Witness(w.seq, w.hash, w.sig, w.name, w.key) for w in db.session.scalars(witnesses)],
    )
    return bundles.bundle(record, audience)
