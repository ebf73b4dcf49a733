"""Lists in pages, read by key in both directions: no OFFSET, no COUNT, the same cost on the last page as on the first."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from cop.kernel.db import db

SIZE = 50


@dataclass(frozen=True)
class Page:
    """``rows`` in list order; ``after`` and ``before`` are cursors for the next and previous page, "" at an end."""

    rows: Sequence[Any]
    after: str
    before: str


def read(
    query: Select[*tuple[Any, ...]],
    keys: Sequence[InstrumentedAttribute[Any]],
    *,
    cursor: str = "",
    size: int = SIZE,
    descending: bool = True,
) -> Page:
    """One page of ``query`` ordered by ``keys`` (the last one unique). A cursor that does not parse reads as none.

    Rows must carry the keys as attributes, by name.
    """
    backwards, values = _parse(cursor, keys)
    down = descending != backwards
    if values is not None:
        here = tuple_(*keys)
        query = query.where(here < tuple_(*values) if down else here > tuple_(*values))
    ordered = query.order_by(*(k.desc() if down else k.asc() for k in keys)).limit(size + 1)
    rows = list(db.session.execute(ordered).all())
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    return Page(
        rows,
        after=_print(False, rows[-1], keys) if rows and (more or backwards) else "",
        before=_print(True, rows[0], keys) if rows and (more if backwards else values is not None) else "",
    )


def _print(backwards: bool, row: Any, keys: Sequence[InstrumentedAttribute[Any]]) -> str:
    values = [_plain(_value(row, k.key)) for k in keys]
    return base64.urlsafe_b64encode(json.dumps([int(backwards), *values]).encode()).decode().rstrip("=")


def _value(row: Any, name: str) -> Any:
    return getattr(row, name) if hasattr(row, name) else getattr(row[0], name)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"t": int(value.timestamp())}
    return {"d": value.isoformat()} if isinstance(value, date) else value


def _meant(written: Any) -> Any:
    if not isinstance(written, dict):
        return written
    return datetime.fromtimestamp(written["t"], UTC) if "t" in written else date.fromisoformat(written["d"])


def _parse(cursor: str, keys: Sequence[InstrumentedAttribute[Any]]) -> tuple[bool, list[Any] | None]:
    try:
        raw = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        backwards, *values = raw
        read = [_meant(value) for value in values]
    except (ValueError, TypeError, KeyError, OverflowError, OSError, RecursionError):
        return False, None
    fits = len(read) == len(keys) and all(map(_fits, read, keys))
    return (bool(backwards), read) if fits and backwards in (0, 1) else (False, None)


def _fits(value: Any, key: InstrumentedAttribute[Any]) -> bool:
    """Of the key's type, and something that both databases take as a value."""
    if type(value) is not key.type.python_type:
        return False
    return abs(value) < 2**31 if isinstance(value, int) else "\0" not in str(value)
