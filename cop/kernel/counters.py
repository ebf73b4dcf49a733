"""Numbers that are never given twice: one locked row a series, raised in the transaction that uses the number."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import Model, db, is_postgresql


class Counter(Model):
    __tablename__ = "counters"
    series: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]


def take(series: str) -> int:
    """The next number of ``series``, from 1, gapless: a rolled back transaction gives its number back."""
    pick = select(Counter).where(Counter.series == series)
    row = db.session.scalar(pick.with_for_update() if is_postgresql() else pick)
    if row is None:
        row = _begin(series)
    row.last += 1
    db.session.flush()
    return row.last


def at_least(series: str, number: int) -> None:
    """``number`` was given elsewhere: the next of the series is beyond it."""
    take(series)
    row = db.session.get_one(Counter, series)
    row.last = max(row.last - 1, number)
    db.session.flush()


def _begin(series: str) -> Counter:
    """Two first takers may meet on PostgreSQL: the second waits on the key and then reads the first's row."""
    if is_postgresql():
        from_dialect = "INSERT INTO counters (series, last) VALUES (%s, 0) ON CONFLICT DO NOTHING"
        db.session.connection().exec_driver_sql(from_dialect, (series,))
        return db.session.scalars(select(Counter).where(Counter.series == series).with_for_update()).one()
    row = Counter(series=series, last=0)
    db.session.add(row)
    return row
