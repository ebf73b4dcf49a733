"""Limits on what can be tried often (sign-in, registration, mails), counted in the database: all processes share them."""

from __future__ import annotations

import time
from typing import Any

from limits import RateLimitItem, parse
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import Model, db, is_postgresql, write_apart
from cop.kernel.errors import N_, TooMany


class Count(Model):
    """Hits of one key in one window; ``ends`` in seconds of the epoch."""

    __tablename__ = "limit_counts"
    key: Mapped[str] = mapped_column(primary_key=True)
    hits: Mapped[int]
    ends: Mapped[int] = mapped_column(index=True)


class DatabaseStorage(Storage):
    """Storage of the ``limits`` library over our own database, each hit in a short transaction of its own."""

    STORAGE_SCHEME = None

    @property
    def base_exceptions(self) -> type[Exception]:
        return Exception

    def incr(self, key: str, expiry: int, amount: int = 1, **_options: Any) -> int:
        """Raises the count in one statement, so that two at once both count; returns it."""
        now = int(time.time())
        insert = (postgresql if is_postgresql() else sqlite).insert(Count)
        fresh = {"hits": amount, "ends": now + int(expiry)}
        raised = insert.values(key=key, **fresh).on_conflict_do_update(
            index_elements=[Count.key],
            set_={
                "hits": db.case((Count.ends <= now, amount), else_=Count.hits + amount),
                "ends": db.case((Count.ends <= now, now + int(expiry)), else_=Count.ends),
            },
        )
        return int(write_apart(lambda c: c.execute(raised.returning(Count.hits)).scalar_one()))

    def get(self, key: str) -> int:
        alive = select(Count.hits).where(Count.key == key, Count.ends > int(time.time()))
        return int(write_apart(lambda c: c.scalar(alive)) or 0)

    def get_expiry(self, key: str) -> float:
        return float(
            write_apart(lambda c: c.scalar(select(Count.ends).where(Count.key == key))) or time.time()
        )

    def check(self) -> bool:
        return True

    def reset(self) -> int:
        return int(write_apart(lambda c: c.execute(delete(Count)).rowcount))

    def clear(self, key: str) -> None:
        write_apart(lambda c: c.execute(update(Count).where(Count.key == key).values(hits=0)))


def forget_old() -> None:
    """In the caller's transaction: drops windows that ended."""
    db.session.execute(delete(Count).where(Count.ends <= int(time.time())))


def spend(rule: str, *parts: str) -> None:
    """Counts one try of ``parts`` under ``rule`` ("5 per 15 minutes"). Raises TooMany past it.

    It writes in a transaction of its own: call it before an action begins.
    """
    item: RateLimitItem = parse(rule)
    limiter = FixedWindowRateLimiter(DatabaseStorage())
    if not limiter.hit(item, *parts):
        minutes = max(1, round((limiter.get_window_stats(item, *parts).reset_time - time.time()) / 60))
        raise TooMany(N_("Too many attempts. Try again in %(minutes)d minutes."), minutes=minutes)
