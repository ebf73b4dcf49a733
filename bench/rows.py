"""Writing many rows at once, past the ORM."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection, insert

BATCH = 5_000


def put(connection: Connection, model: Any, rows: Iterable[Mapping[str, Any]]) -> None:
    """Inserts ``rows`` in batches, in their order."""
    waiting = iter(rows)
    while some := list(islice(waiting, BATCH)):
        connection.execute(insert(model.__table__), some)
