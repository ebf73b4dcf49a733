"""What is kept about people, said once by the feature that keeps it.

The public page of what is kept, the export of one's own data, leaving and the daily clearing up all read the same
declarations; a test demands one for every column that names a member.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Table, delete, or_, select

from cop.kernel.db import Model, db
from cop.kernel.errors import N_

Row = dict[str, Any]
Rows = Callable[[Any], Iterable[Row]]
Erase = Callable[[Any, bool, datetime], object]

GOES = N_("Deleted when you leave.")
STAYS = N_("Stays when you leave, as said by a former member: others answered it or counted on it.")
OFFICE = N_("Stays when you leave, without your name: what was done in office can be looked up.")


@dataclass(frozen=True)
class Personal:
    """What one table keeps of a person. ``by`` are its columns that name the member whose row it is.

    ``what``, ``why`` and ``leaving`` (what becomes of it when the person leaves) are message ids in plain words.
    ``rows`` gives a member's own rows for the export, by default all columns but the ``hidden``; ``withheld`` (a
    message id) says why there are none. ``erase`` takes out what goes when the member leaves, in the caller's
    transaction: called with the member, whether the words the person wrote go too, and the time.
    """

    model: type[Model]
    by: tuple[str, ...]
    what: str
    why: str
    leaving: str = STAYS
    hidden: tuple[str, ...] = ()
    rows: Rows | None = None
    withheld: str = ""
    erase: Erase | None = None

    @property
    def table(self) -> Table:
        return self.model.__table__  # type: ignore[return-value]

    def own(self, member: Any) -> Iterable[Row]:
        """The member's rows as JSON takes them, by key."""
        if self.withheld:
            return ()
        return self.rows(member) if self.rows else self._own(member)

    def _own(self, member: Any) -> Iterator[Row]:
        columns = [column for column in self.table.c if column.name not in self.hidden]
        ordered = (
            select(*columns).where(_whose(self.table, self.by, member)).order_by(*self.table.primary_key)
        )
        for row in db.session.execute(ordered).mappings():
            yield {name: plain(value) for name, value in row.items()}


def _whose(table: Table, by: Iterable[str], member: Any) -> Any:
    return or_(*(table.c[name] == member.id for name in by))


def gone(model: type[Model], *by: str) -> Erase:
    """Deletes the member's rows."""
    table: Any = model.__table__

    def erase(member: Any, _words: bool, _now: datetime) -> None:
        db.session.execute(delete(table).where(_whose(table, by, member)))

    return erase


def plain(value: Any) -> Any:
    """As JSON takes it: times in UTC as "2026-11-23T02:15:00Z", days as "2026-11-23"."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat() if isinstance(value, date) else value


@dataclass(frozen=True)
class Retention:
    """How long something is kept at most: ``days`` unless an administrator sets others from ``least`` to ``most``.

    ``forget`` deletes, in the caller's transaction, at most so many of those older than a moment; it returns how many.
    """

    key: str
    what: str
    why: str
    days: int
    least: int
    most: int
    forget: Callable[[datetime, int], int]


def forgetting(model: type[Model], older: Callable[[datetime], Any]) -> Callable[[datetime, int], int]:
    """Deletes rows of a table with an id that meet ``older(moment)``, the oldest first."""
    table: Any = model.__table__

    def forget(before: datetime, most: int) -> int:
        ids = list(
            db.session.scalars(select(table.c.id).where(older(before)).order_by(table.c.id).limit(most))
        )
        db.session.execute(delete(table).where(table.c.id.in_(ids)))
        return len(ids)

    return forget


@dataclass(frozen=True)
class Watched:
    """A page that shows what few may read of a person: ``what`` in words (a message id), ``whose`` member's id.

    ``whose`` is called with the arguments of the address; None where it is nobody's.
    """

    what: str
    whose: Callable[[dict[str, Any]], int | None]
