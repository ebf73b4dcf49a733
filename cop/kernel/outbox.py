"""What must leave the building: rows written in the transaction that causes them, sent at least once by a worker.

A row is claimed under a lease, so that two workers never hold the same one and a killed worker loses nothing. Its turn
begins with a lease of its own: one that waited too long behind others is left to whoever claimed it since. Due times,
leases and retries live here alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, func, or_, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import FOREVER, Model, db, is_postgresql

LEASE = timedelta(minutes=4)  # longer than a relay that answers each step at the last moment takes for one
ATTEMPTS = 12
PUT = "cop.put"  # in a session's info: when it commits, the worker is to be woken


# In literal words: the partial index serves a question that says the same.
TROUBLED = text("done_at IS NULL AND last_error <> ''")
NOTICED = text("notice IS NOT NULL")


class Item(Model):
    """One thing to do outside a request. ``key`` makes it happen once; an item out of attempts waits for a person.

    ``notice`` is the ledger entry of a letter that many get, by which their progress is counted.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_troubled", "done_at", "id", sqlite_where=TROUBLED, postgresql_where=TROUBLED),
        Index("ix_outbox_notice", "notice", "done_at", sqlite_where=NOTICED, postgresql_where=NOTICED),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]]
    key: Mapped[str] = mapped_column(unique=True)
    due: Mapped[datetime] = mapped_column(index=True)
    claimed_until: Mapped[datetime | None]
    done_at: Mapped[datetime | None] = mapped_column(index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(default="")
    notice: Mapped[int | None]


def put(kind: str, payload: dict[str, Any], *, key: str, due: datetime) -> None:
    """Adds an item in the caller's transaction; a key already there is left as it is."""
    if db.session.scalar(select(Item.id).where(Item.key == key)) is None:
        db.session.add(Item(kind=kind, payload=payload, key=key, due=due))
        db.session.flush()
        db.session.info[PUT] = True


def put_all(items: Iterable[dict[str, Any]]) -> None:
    """Adds items by their columns (kind, payload, key, due) in the caller's transaction, at one statement's cost.

    Of keys already there, as ``put``.
    """
    insert = postgresql.insert if is_postgresql() else sqlite.insert
    adding = insert(Item.__table__).on_conflict_do_nothing(index_elements=["key"])  # type: ignore[arg-type]
    if rows := list(items):
        db.session.execute(adding, rows)
        db.session.info[PUT] = True


def waiting(now: datetime) -> Any:
    """The condition of an item that may be claimed."""
    free = or_(Item.claimed_until.is_(None), Item.claimed_until <= now)
    return (Item.done_at.is_(None)) & (Item.due <= now) & free & (Item.attempts < ATTEMPTS)


def claim(now: datetime, most: int = 20) -> list[Item]:
    """Leases up to ``most`` due items, in the caller's transaction; ``begin`` each when its turn comes."""
    pick = select(Item.id).where(waiting(now)).order_by(Item.due, Item.id).limit(most)
    ids = list(db.session.scalars(pick.with_for_update(skip_locked=True) if is_postgresql() else pick))
    if ids:
        db.session.execute(update(Item).where(Item.id.in_(ids)).values(claimed_until=now + LEASE))
    return list(db.session.scalars(select(Item).where(Item.id.in_(ids)).order_by(Item.due, Item.id)))


def begin(id: int, leased: datetime | None, now: datetime) -> bool:
    """Counts an attempt at a claimed item, in the caller's transaction; False where ``leased`` ended and others hold it.

    Counted one by one, so that a worker that is killed costs those behind the one in hand no attempt.
    """
    held = (Item.id == id) & Item.done_at.is_(None) & (Item.claimed_until == leased)
    values = {"claimed_until": now + LEASE, "attempts": Item.attempts + 1}
    begun = db.session.execute(update(Item).where(held).values(values).returning(Item.id))
    return begun.first() is not None


def done(item: Item, now: datetime) -> None:
    item.done_at, item.claimed_until, item.last_error = now, None, ""


def failed(item: Item, now: datetime, error: str) -> None:
    """Backs off: 1, 2, 4 ... minutes, at most 6 hours."""
    item.due = now + min(timedelta(minutes=2 ** (item.attempts - 1)), timedelta(hours=6))
    item.claimed_until, item.last_error = None, error[:500]


def lag_seconds(now: datetime) -> int:
    """How long the oldest due item has waited; 0 when none waits."""
    oldest = db.session.scalar(select(func.min(Item.due)).where(waiting(now)))
    return max(0, int((now - oldest).total_seconds())) if oldest else 0
