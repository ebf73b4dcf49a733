"""Whether anything was committed to the database since one last asked, by whomever."""

from __future__ import annotations

from collections.abc import Hashable
from itertools import count
from threading import Lock
from typing import Any

from sqlalchemy import Engine

SQLITE = "PRAGMA data_version"  # rises when another connection commits, and ours never does
POSTGRESQL = "SELECT pg_current_snapshot()"
_connections = count()


class Watch:
    """One connection a process, for this question alone: what it is told counts against nothing but itself."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._lock = engine, Lock()
        self._connection: Any = None
        self._number = 0

    def version(self) -> Hashable | None:
        """Another value once anything was committed; None when the database does not answer."""
        with self._lock:
            try:
                return self._asked()
            except Exception:  # of whichever driver: the page itself will say what is wrong
                self.close()
                return None

    def _asked(self) -> Hashable:
        if self._connection is None:
            self._connection, self._number = self._engine.raw_connection(), next(_connections)
            self._connection.detach()
        question = POSTGRESQL if self._engine.dialect.name == "postgresql" else SQLITE
        return (self._number, str(self._connection.execute(question).fetchone()[0]))

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
