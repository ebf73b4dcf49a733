"""A form is taken once: it carries a key, and a second post of it leads to where the first one led.

The key's row is written in the action's own transaction, so two tabs or a retry on a bad line cannot both act.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel import clock
from cop.kernel.db import Model, db, write_apart

KEPT = timedelta(days=30)
_current: ContextVar[str] = ContextVar("form_key", default="")


class Submission(Model):
    """A form that was taken, and where its answer led ("" until known)."""

    __tablename__ = "submissions"
    key_hash: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    location: Mapped[str] = mapped_column(default="")


class AlreadyTaken(Exception):
    """This form's key was used. ``location`` is where the first post led, "" if not yet known."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


def begin(key: str, who: str, said: Iterable[tuple[str, str]] = ()) -> None:
    """Notes the key that the request's form carries; ``who`` keeps one person's key from meeting another's.

    What is ``said`` counts too: two tabs may show the same copy of a page, and two answers written in them are two.
    Raises AlreadyTaken when a post with it has acted before.
    """
    whole = repr((who, key, sorted(said)))
    digest = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest() if key else ""
    _current.set(digest)
    if digest:
        location = db.session.scalar(select(Submission.location).where(Submission.key_hash == digest))
        if location is not None:
            _current.set("")
            raise AlreadyTaken(location)


def claim() -> None:
    """Called by the outermost action before it commits. Raises AlreadyTaken when another post was faster."""
    if not (digest := _current.get()):
        return
    if db.session.get(Submission, digest) is not None:
        return  # a second action of the same request
    db.session.add(Submission(key_hash=digest, at=clock.now()))
    try:
        db.session.flush()
    except IntegrityError as taken:
        db.session.rollback()
        raise AlreadyTaken(db.session.scalar(_where_led(digest)) or "") from taken


def _where_led(digest: str):  # type: ignore[no-untyped-def]
    return select(Submission.location).where(Submission.key_hash == digest)


def led_to(location: str) -> None:
    """After the request: remembers where the answer led."""
    if digest := _current.get():
        write_apart(
            lambda c: c.execute(
                update(Submission).where(Submission.key_hash == digest).values(location=location)
            )
        )


def end() -> None:
    _current.set("")


def forget_old(now: datetime) -> None:
    """In the caller's transaction: drops keys of forms too old to be sent again."""
    db.session.execute(delete(Submission).where(Submission.at < now - KEPT))
