"""The ledger: everything that happened, one immutable row each; a trigger in the database refuses change.

Facts are ids, codes and numbers, never a name, address or text: erasing a person changes other rows and every seal
holds. The worker seals it in checkpoints, each a hash over the rows not yet sealed and the seal before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel import outbox
from cop.kernel.db import FOREVER, Model, db
from cop.kernel.permits import Actor

PUBLIC, MEMBERS, OFFICERS, NOBODY = "public", "members", "officers", "nobody"
FIRST = "0" * 64
# In literal words: the partial indexes serve a question that says the same.
TOLD = text("audience <> 'nobody'")


class Seal(Model):
    """A checkpoint over ``rows`` ledger rows."""

    __tablename__ = "ledger_seals"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    rows: Mapped[int]
    hash: Mapped[str] = mapped_column(unique=True)


def _told_by(*columns: str) -> Index:
    """What somebody may read, of one actor, verb or subject, by time: a page of it is a range of an index."""
    name = "_".join(["ix_ledger_told", *columns])
    return Index(name, *columns, "at", "id", sqlite_where=TOLD, postgresql_where=TOLD)


class Entry(Model):
    """One thing that happened. ``audience`` is an upper bound: a reader must also be able to resolve the subject."""

    __tablename__ = "ledger"
    __table_args__ = (
        CheckConstraint("audience IN ('public','members','officers','nobody')", "audience"),
        _told_by(),
        _told_by("actor"),
        _told_by("verb"),
        _told_by("subject"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(index=True)
    verb: Mapped[str]
    subject: Mapped[str] = mapped_column(index=True)
    facts: Mapped[dict[str, Any]]
    audience: Mapped[str]
    seal: Mapped[int | None] = mapped_column(ForeignKey("ledger_seals.id"), index=True)


def record(
    verb: str, subject: str, *, actor: Actor, now: datetime, audience: str = MEMBERS, **facts: object
) -> Entry:
    """Writes the entry and, in the same transaction, the outbox row from which the worker tells those concerned."""
    entry = Entry(at=now, actor=actor.ref, verb=verb, subject=subject, facts=facts, audience=audience)
    db.session.add(entry)
    db.session.flush()
    outbox.put("notices", {"entry": entry.id}, key=f"notices:{entry.id}", due=now)
    return entry


COVERED = (Entry.id, Entry.at, Entry.actor, Entry.verb, Entry.subject, Entry.facts, Entry.audience)


def canonical(entry: Any) -> str:
    """The bytes that a seal covers: the row as JSON with sorted keys."""
    row = [
        entry.id,
        entry.at.isoformat(),
        entry.actor,
        entry.verb,
        entry.subject,
        entry.facts,
        entry.audience,
    ]
    return json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(previous: str, entries: Iterable[Any]) -> str:
    running = hashlib.sha256(previous.encode())
    for entry in entries:
        running.update(canonical(entry).encode())
    return running.hexdigest()


def seal(now: datetime, limit: int = 10_000) -> Seal | None:
    """Seals the rows not yet sealed, in the caller's transaction. None when there are none."""
    entries = list(
        db.session.scalars(select(Entry).where(Entry.seal.is_(None)).order_by(Entry.id).limit(limit))
    )
    if not entries:
        return None
    before = db.session.scalar(select(Seal.hash).order_by(Seal.id.desc()).limit(1)) or FIRST
    made = Seal(at=now, rows=len(entries), hash=digest(before, entries))
    db.session.add(made)
    db.session.flush()
    db.session.execute(update(Entry).where(Entry.id.in_([e.id for e in entries])).values(seal=made.id))
    return made


def recount(after: int = 0) -> Iterator[tuple[Seal, bool]]:
    """Each seal that follows the one with the id ``after``, in order: whether its rows and the seal before make it.

    So many rows at once are in memory as one seal covers.
    """
    kept = select(Seal.hash).where(Seal.id <= after).order_by(Seal.id.desc()).limit(1)
    before = db.session.scalar(kept) or FIRST
    while made := db.session.scalar(select(Seal).where(Seal.id > after).order_by(Seal.id).limit(1)):
        rows = db.session.execute(select(*COVERED).where(Entry.seal == made.id).order_by(Entry.id)).all()
        yield made, len(rows) == made.rows and digest(before, rows) == made.hash
        before, after = made.hash, made.id


def first_broken_seal() -> Seal | None:
    """The first seal that does not match its rows or the seal before it, or None when all hold."""
    return next((made for made, holds in recount() if not holds), None)
