"""Keeping the index: what changed is read again, what is not in it yet is gone through by the worker, bit by bit."""

from __future__ import annotations

from binascii import crc32
from collections.abc import Iterable, Iterator
from datetime import datetime
from time import monotonic

from flask import current_app
from sqlalchemy import delete, select, text

from cop.kernel import clock, refs
from cop.kernel.actions import transaction
from cop.kernel.db import db, is_postgresql
from cop.kernel.ledger import Entry
from cop.kernel.seeking import Found, Source
from cop.search import words
from cop.search.models import Document, Progress

BATCH = 100
SECONDS_A_TICK = 2.0
LOCK = 7_305_117  # PostgreSQL advisory lock of those who write the index
ROOM = 1 << 20  # ids for the things of one second


def sources() -> dict[str, Source]:
    return current_app.extensions["cop"].sources


def follow(entry: Entry) -> None:
    """Reads again what a ledger entry is about."""
    if entry.subject.partition(":")[0] in sources():
        kind, id = refs.split(entry.subject)
        with transaction():
            _alone()
            for changed in (entry.subject, *sources()[kind].also(id)):
                of, number = refs.split(changed)
                _read_again(of, [number])


def _alone() -> None:
    """One writer at a time: else one that read earlier could write later. SQLite has but one anyway."""
    if is_postgresql():
        db.session.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))


def _read_again(kind: str, ids: list[int]) -> None:
    found = {one.ref: one for one in sources()[kind].read(ids)}
    asked = [refs.ref(kind, id) for id in ids]
    there = {d.subject: d for d in db.session.scalars(select(Document).where(Document.subject.in_(asked)))}
    _forget(document for subject, document in there.items() if subject not in found)
    for subject, one in found.items():
        _keep(kind, there.get(subject) or Document(id=_free(one), subject=subject), one)


def _forget(documents: Iterable[Document]) -> None:
    ids = [document.id for document in documents]
    words.remove(*ids)
    db.session.execute(delete(Document).where(Document.id.in_(ids)))


def _keep(kind: str, document: Document, one: Found) -> None:
    document.kind, document.level, document.space_id, document.at = kind, one.level, one.space_id, one.at
    document.language, document.group_key, document.country = one.language, one.group, one.country
    db.session.add(document)
    db.session.flush()
    words.write(document.id, one.title, one.body)


def _free(one: Found) -> int:
    """An id that no other has, by the time of the thing."""
    id = int(one.at.timestamp()) * ROOM + crc32(one.ref.encode()) % ROOM
    while db.session.get(Document, id) is not None:
        id += 1
    return id


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
