"""Reading a ballot's record back: its events, the texts behind them, and the bundle that leaves the house."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from cop.ballots import bundle as bundles
from cop.ballots import chain, kept
from cop.ballots.bundle import Audience
from cop.ballots.canonical import Committed
from cop.ballots.models import Ballot
from cop.ballots.record import Event, Head, Kind, Witness, moment
from cop.ballots.record import head as sign
from cop.kernel import paging
from cop.kernel.db import db


def parsed(row: Any) -> Event:
    """The event of a row. Its hash is the one kept, not made anew: whoever reads the record recounts it."""
    body = json.loads(row.body)
    event = Event(body["ballot"], row.seq, moment(body["at"]), Kind(row.kind), body["data"], row.prev)
    vars(event)["hash"] = row.hash
    return event


def events(ballot: Ballot, first: int = 0) -> list[Event]:
    """The record's events from ``first`` on."""
    columns = (kept.Event.seq, kept.Event.kind, kept.Event.prev, kept.Event.hash, kept.Event.body)
    of_ballot = (kept.Event.ballot_id == ballot.id) & (kept.Event.seq >= first)
    rows = db.session.execute(select(*columns).where(of_ballot).order_by(kept.Event.seq))
    return [parsed(row) for row in rows]


def texts(ballot: Ballot, *hashes: str) -> dict[str, dict[str, str]]:
    """What stands behind these commitments, by hash; an erased one is missing."""
    if not hashes:
        return {}
    behind = select(kept.Opening).where(kept.Opening.ballot_id == ballot.id, kept.Opening.hash.in_(hashes))
    return {row.hash: json.loads(row.text) for row in db.session.scalars(behind)}


def head(ballot: Ballot, seq: int) -> Head | None:
    """The signed head kept of one event: a receipt."""
    row = db.session.get(kept.Head, (ballot.id, seq))
    return Head(row.seq, row.hash, row.sig) if row else None


def latest_head(ballot: Ballot) -> Head:
    """The signed head of the record as it stands."""
    return head(ballot, ballot.last_seq) or signed_now(ballot)


def signed_now(ballot: Ballot) -> Head:
    row = db.session.get_one(kept.Event, (ballot.id, ballot.last_seq))
    return sign(parsed(row), chain.signing_key())


def last_of(ballot: Ballot, seat: int) -> tuple[kept.Event, Head] | None:
    """The latest event in which a seat spoke or took back what it said, with the receipt for it."""
    own = (kept.Event.ballot_id == ballot.id) & (kept.Event.seat == seat)
    spoke = kept.Event.kind.in_([str(Kind.CAST), str(Kind.RETRACTED)])
    row = db.session.scalar(select(kept.Event).where(own, spoke).order_by(kept.Event.seq.desc()).limit(1))
    signed = head(ballot, row.seq) if row else None
    return (row, signed) if row and signed else None


def reasons(ballot: Ballot) -> list[dict[str, Any]]:
    """Each act of officers with its public reason: kind, at, officers (names), reason, and the new close."""
    of_ballot = select(kept.Event).where(kept.Event.ballot_id == ballot.id, kept.ACTED)
    acts = [parsed(row) for row in db.session.scalars(of_ballot.order_by(kept.Event.seq))]
    by = {act.seq: act.data.get("officers") or [act.data["officer"]] for act in acts}
    behind = texts(
        ballot, *(act.data["reason"] for act in acts), *(hash_ for some in by.values() for hash_ in some)
    )
    return [
        {
            "kind": str(act.kind),
            "at": act.at,
            "officers": [behind[hash_]["name"] for hash_ in by[act.seq] if hash_ in behind],
            "reason": behind.get(act.data["reason"], {}).get("text", ""),
            "closes_at": moment(act.data["closes_at"]) if "closes_at" in act.data else None,
        }
        for act in acts
    ]


def witnesses(ballot: Ballot) -> list[kept.Witness]:
    own = select(kept.Witness).where(kept.Witness.ballot_id == ballot.id)
    return list(db.session.scalars(own.order_by(kept.Witness.id)))


def page_of(ballot: Ballot, cursor: str) -> paging.Page:
    """The record's events, in their order."""
    columns = (kept.Event.seq, kept.Event.at, kept.Event.kind, kept.Event.seat, kept.Event.hash)
    listed = select(*columns).where(kept.Event.ballot_id == ballot.id)
    return paging.read(listed, [kept.Event.seq], cursor=cursor, descending=False)


def found(ballot: Ballot, hash_: str) -> kept.Event | None:
    """The event of that hash, if it is in this record."""
    of_ballot = (kept.Event.ballot_id == ballot.id) & (kept.Event.hash == hash_)
    return db.session.scalar(select(kept.Event).where(of_ballot))


def bundle(ballot: Ballot, audience: Audience) -> dict[str, Any]:
    """The record as far as the audience may read it now, with all that a recount needs."""
    columns = (kept.Opening.hash, kept.Opening.salt, kept.Opening.text)
    openings = db.session.execute(select(*columns).where(kept.Opening.ballot_id == ballot.id))
    ends = (0, ballot.last_seq)
    heads = db.session.scalars(
        select(kept.Head).where(kept.Head.ballot_id == ballot.id, kept.Head.seq.in_(ends))
    )
    record = bundles.Record(
        title=ballot.title,
        text=ballot.source,
        events=events(ballot),
        texts={hash_: Committed(bytes.fromhex(salt), text) for hash_, salt, text in openings},
        key=chain.signing_key(),
        heads=[Head(row.seq, row.hash, row.sig) for row in heads],
        witnesses=[Witness(w.seq, w.hash, w.sig, w.name, w.key) for w in witnesses(ballot)],
    )
    return bundles.bundle(record, audience)
