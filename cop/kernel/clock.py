"""One clock for all workers: the database's on PostgreSQL, the machine's on SQLite; whole seconds of UTC."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from flask import has_request_context, request
from sqlalchemy import text

from cop.kernel.db import db, is_postgresql
from cop.kernel.errors import N_, Invalid

MARK = "cop.now"
_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The time now, floored to the second. ``clock_timestamp()``, since ``now()`` would be the transaction's start."""
    if (told := _set.get()) is not None:
        return told
    moment = db.session.scalar(text("SELECT clock_timestamp()")) if is_postgresql() else datetime.now(UTC)
    return moment.astimezone(UTC).replace(microsecond=0)


def told() -> datetime | None:
    """Where ``at`` has set the clock, if it has."""
    return _set.get()


def lately() -> datetime:
    """The time at which this request first asked: one moment, and one question to the database, for a whole page."""
    if not has_request_context() or _set.get() is not None:
        return now()
    if MARK not in request.environ:
        request.environ[MARK] = now()
    return request.environ[MARK]


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """For tests and the demonstration's story: the clock stands at ``moment`` inside the block."""
    token = _set.set(moment.replace(microsecond=0))
    try:
        yield
    finally:
        _set.reset(token)


def midnight(day: date) -> datetime:
    """When a day begins in UTC."""
    return datetime.combine(day, time(), UTC)


def from_local(wall: datetime, zone: str, *, field: str | None = None) -> datetime:
    """The UTC moment of a naive local hour; of an hour that comes twice, the earlier.

    Raises Invalid (at ``field``) for an hour that the zone skips when its clocks go forward, and for a year that no
    meeting, ballot or pilot can mean.
    """
    if not 1900 <= wall.year <= 2200:
        raise Invalid(
            N_("The year %(year)s is too far away. Check the date."), field=field, year=str(wall.year)
        )
    moment = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall:
        raise Invalid(
            N_("That hour does not exist in %(zone)s: the clocks go forward then. Choose an hour later."),
            field=field,
            zone=zone,
        )
    return moment


def to_local(moment: datetime, zone: str) -> datetime:
    """The naive local time of a moment."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
