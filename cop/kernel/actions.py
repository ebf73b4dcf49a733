"""Every write goes through one door: transaction, lock, clock, permit, rule, rows, record, commit.

``@action`` decorates the verb-named functions of a feature's ``actions.py``. The outermost one ends the request's read
transaction, opens a write transaction, loads its subject again (locked on PostgreSQL when ``lock`` names it), reads
the clock unless ``now`` is passed, asks the permit and commits once. Actions called inside share its transaction.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy.exc import InvalidRequestError, OperationalError

from cop.kernel import clock, outbox, submissions, waking
from cop.kernel.db import Base, Model, begin_write, db, is_postgresql
from cop.kernel.errors import N_, Missing, Refused, Unavailable
from cop.kernel.permits import Permit

_open: ContextVar[bool] = ContextVar("transaction", default=False)


@contextmanager
def transaction(patient: bool = True) -> Iterator[bool]:
    """One write transaction; yields whether this is the outermost, which alone commits or rolls back.

    Raises Unavailable when another writer holds the database for long; unless ``patient``, at once.
    """
    if _open.get():
        yield False
        return
    token = _open.set(True)
    try:
        begin_write(patient)
        yield True
        submissions.claim()
        db.session.commit()
        if db.session.info.get(outbox.PUT):
            waking.ring()
    except OperationalError as error:
        db.session.rollback()
        raise Unavailable(
            N_("The database is busy. Nothing was lost: please send it again in a moment.")
        ) from error
    except BaseException:
        db.session.rollback()
        raise
    finally:
        db.session.info.pop(outbox.PUT, None)
        _open.reset(token)


@contextmanager
def _written_refusals() -> Iterator[None]:
    """Outside all transactions: does what a refusal says must be written of it, and lets it go on."""
    try:
        yield
    except Refused as refused:
        if refused.then and not _open.get():
            then, refused.then = refused.then, None
            then()
        raise


def action(may: Permit, *, lock: str | None = None) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Makes a function an action under ``may``, asked with its actor and first positional argument.

    ``lock`` names the argument whose row is locked first. The function is called with ``actor`` and, optionally,
    ``now`` (aware UTC), both by keyword. Raises what the permit and the rules raise, and Unavailable when busy.
    """
    return _wrap(may, lock, patient=True)


def upkeep(
    may: Permit, *, lock: str | None = None, patient: bool = True
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An action that keeps house (read marks, session times, autosaves): permitted and tested alike, not recorded.

    What may as well not happen is not ``patient``: it raises Unavailable rather than wait for another writer.
    """
    return _wrap(may, lock, patient)


def _wrap(may: Permit, lock: str | None, patient: bool) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def decorate(work: Callable[..., Any]) -> Callable[..., Any]:
        signature = inspect.signature(work)

        @functools.wraps(work)
        def run(*args: Any, actor: Any, **named: Any) -> Any:
            with _written_refusals(), transaction(patient) as outermost:
                bound = signature.bind_partial(*args, **named, actor=actor)
                if lock:
                    lock_row(bound.arguments[lock])
                elif outermost:
                    _load_again(bound.args)
                named["now"] = named.get("now") or clock.now()
                may.check(actor, args[0] if args else None)
                return work(*args, actor=actor, **named)

        run.permit = may  # type: ignore[attr-defined]
        return run

    return decorate


def lock_row(row: Base) -> None:
    """Reads ``row`` again under a lock on it alone, not on what is read with it; SQLite holds its one lock already."""
    _refresh(row, with_for_update={"of": type(row)} if is_postgresql() else None)


def _load_again(subjects: tuple[Any, ...]) -> None:
    for subject in subjects:
        if isinstance(subject, Model):  # not Base: the extension makes a base class of its own from it
            _refresh(subject)


def _refresh(row: Base, **options: Any) -> None:
    try:
        db.session.refresh(row, **options)
    except InvalidRequestError as gone:
        raise Missing() from gone
