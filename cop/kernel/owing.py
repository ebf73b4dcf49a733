"""What awaits a member of several features, asked of the database in one question.

A feature says for each kind of thing which rows wait for a viewer (``owing`` makes them alike) and how a row reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Select, Text, cast, literal, select, union_all

from cop.kernel.db import db
from cop.kernel.features import Awaiting

MOST = 30  # of each kind


@dataclass(frozen=True)
class Owed:
    """``rows`` makes the question from viewer and time, ``reads`` what home shows from a row of the answer."""

    rows: Callable[[Any, datetime], Select[Any]]
    reads: Callable[[Any], Awaiting]


def owing(*, uid: Any, title: Any, due: Any, country: Any = "", note: Any = "", id: Any = 0) -> Select[Any]:
    """Rows as all kinds have them; ``due`` is a column of days. Joins and conditions are the caller's."""
    words = {"uid": uid, "title": title, "country": country, "note": note}
    columns: list[Any] = [cast(_column(value), Text).label(name) for name, value in words.items()]
    return select(*columns, cast(_column(id), Integer).label("id"), due.label("due"))


def _column(value: Any) -> Any:
    return literal(value) if isinstance(value, str | int) else value


def awaiting(offers: Mapping[str, Owed], viewer: Any, now: datetime) -> Iterator[Awaiting]:
    """Of each kind those due first."""
    parts = [_first(kind, owed.rows(viewer, now)) for kind, owed in offers.items()]
    for row in db.session.execute(union_all(*parts)) if parts else ():
        yield offers[row.kind].reads(row)


def _first(kind: str, rows: Select[Any]) -> Select[Any]:
    found = rows.order_by("due", "uid", "id").limit(MOST).subquery()
    return select(literal(kind).label("kind"), *found.c)
