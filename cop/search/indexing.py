"""Keeping the index: what changed is read again, what is not in it yet is gone through by the worker, bit by bit."""

from __future__ import annotations

from binascii import crc32
from collections.abc import Iterable, Iterator
from datetime import datetime
from time import monotonic
from typing import Any

from flask import current_app
from sqlalchemy import delete, insert, select, text

from cop.kernel import clock, refs
from cop.kernel.actions import transaction
from cop.kernel.db import db, is_postgresql
from cop.kernel.ledger import Entry
from cop.kernel.seeking import Found, Source
from cop.search import words
from cop.search.models import Document, Progress

BATCH = 200
SECONDS_A_TICK = 2.0
LOCK = 7_305_117  # PostgreSQL advisory lock of those who write the index
ROOM = 1 << 20  # ids for the things of one second


def sources() -> dict[str, Source]:
    return current_app.extensions["cop"].sources


def follow(entry: Entry) -> None:
    """Reads again what a ledger entry is about, and what changed with it."""
    if entry.subject.partition(":")[0] not in sources():
        return
    kind, id = refs.split(entry.subject)
    changed: dict[str, list[int]] = {}
    for of, number in map(refs.split, (entry.subject, *sources()[kind].also(id, entry.verb))):
        changed.setdefault(of, []).append(number)
    for of, ids in changed.items():
        for begin in range(0, len(ids), BATCH):
            with transaction():
                _alone()
                _read_again(of, ids[begin : begin + BATCH])


def _alone() -> None:
    """One writer at a time: else one that read earlier could write later. SQLite has but one anyway."""
    if is_postgresql():
        db.session.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))


def _read_again(kind: str, ids: list[int]) -> None:
    """What is there is written anew, under the id it had; what is not there is forgotten."""
    found = {one.ref: one for one in sources()[kind].read(ids)}
    there = _ids_of(refs.ref(kind, id) for id in ids)
    words.remove(there.values())
    db.session.execute(delete(Document).where(Document.id.in_(list(there.values()))))
    kept = there | _new_ids([one for ref, one in found.items() if ref not in there])
    if found:
        db.session.execute(insert(Document), [_row(kept[ref], kind, one) for ref, one in found.items()])
        words.write((kept[ref], one.title, one.body) for ref, one in found.items())


def _ids_of(subjects: Iterable[str]) -> dict[str, int]:
    known = select(Document.subject, Document.id).where(Document.subject.in_(list(subjects)))
    return dict(db.session.execute(known).all())


def _row(id: int, kind: str, one: Found) -> dict[str, Any]:
    row = {"id": id, "subject": one.ref, "kind": kind, "level": one.level, "space_id": one.space_id}
    return row | {"at": one.at, "language": one.language, "group_key": one.group, "country": one.country}


def _new_ids(found: list[Found]) -> dict[str, int]:
    """Ids that no other has, by the time of each; two things of one second seldom wish for the same."""
    wished = {one.ref: int(one.at.timestamp()) * ROOM + crc32(one.ref.encode()) % ROOM for one in found}
    taken = _taken(wished.values())
    for ref in wished:
        while wished[ref] in taken:
            wished[ref] += 1
            taken |= _taken([wished[ref]])
        taken.add(wished[ref])
    return wished


def _taken(ids: Iterable[int]) -> set[int]:
    return set(db.session.scalars(select(Document.id).where(Document.id.in_(list(ids)))))


def go_on(_now: datetime) -> None:
    """On each tick: some of what is not gone through yet."""
    until = monotonic() + SECONDS_A_TICK
    for _ in rest():
        if monotonic() > until:
            return


def rest() -> Iterator[tuple[str, int]]:
    """Goes through what is left, batch by batch; (kind, how many) after each."""
    for kind in sources():
        while number := _batch(kind):
            yield kind, number


def _batch(kind: str) -> int:
    """The next things of ``kind``; 0 when all were gone through."""
    progress = db.session.get(Progress, kind)
    if progress and progress.done_at:
        return 0
    with transaction():
        _alone()
        progress = db.session.get(Progress, kind, populate_existing=True) or Progress(kind=kind, upto=0)
        ids = sources()[kind].after(progress.upto, BATCH)
        _read_again(kind, ids)
        progress.upto, progress.done_at = (ids[-1], None) if ids else (progress.upto, clock.now())
        db.session.add(progress)
    return len(ids)


def begin_again() -> None:
    """Empties the index; the worker, or ``rest``, fills it."""
    with transaction():
        _alone()
        db.session.execute(text("DELETE FROM search_words"))
        db.session.execute(delete(Document))
        db.session.execute(delete(Progress))


def is_whole() -> bool:
    done = select(Progress.kind).where(Progress.done_at.is_not(None))
    return set(sources()) <= set(db.session.scalars(done))
