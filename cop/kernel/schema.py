"""The database's shape: migrations run forward, once, under a lock; never ``create_all``.

A batch rebuild on SQLite drops triggers, so the ones that guard immutable rows are made again after every upgrade.
"""

from __future__ import annotations

import fcntl
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config as Alembic
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from cop.kernel.db import db, is_postgresql

FOLDER = Path(__file__).parent.parent.parent / "migrations"
LOCK = 7_305_116  # PostgreSQL advisory lock of migrations

IMMUTABLE = {
    "ledger": "seal",
    "ballot_events": "",
    "post_revisions": "",
    "minutes_revisions": "",
    "pilot_events": "",
    "pilot_amendments": "",
    "statement_revisions": "",
    "statement_clauses": "",
    "statement_passages": "",
    "comment_dispositions": "",
    "statement_annexes": "",
}
"""Tables whose rows may not be changed or deleted, and the one column that may be set once ("" for none)."""

ERASABLE = {"post_revisions": ("source", "html")}
"""Columns of those tables that may be emptied, and nothing else, when the person who wrote them asks for it."""

WORDS = "search_words"
"""The full-text table, of another make on either database, and so no model's; SQLite keeps it in tables beside it."""


def is_a_models(name: str | None, kind: str, *_more: object) -> bool:
    """For the comparison of tables and models: whether a model stands for this one."""
    return kind != "table" or not (name or "").startswith(WORDS)


def _alembic(connection: Connection | None = None) -> Alembic:
    config = Alembic(str(FOLDER / "alembic.ini"), stdout=io.StringIO())
    config.attributes["connection"] = connection
    return config


def head() -> str:
    return ScriptDirectory.from_config(_alembic()).get_current_head() or ""


def current() -> str:
    """The revision the database is at, "" for an empty one."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def migrate() -> None:
    """Brings the database to the newest revision; a second process waits and then finds nothing to do."""
    with _alone(), db.engine.connect() as connection:
        command.upgrade(_alembic(connection), "head")
        _guard(connection)
        connection.commit()


@contextmanager
def _alone() -> Iterator[None]:
    if is_postgresql():
        with db.engine.connect() as connection:
            connection.execute(text(f"SELECT pg_advisory_lock({LOCK})"))
            try:
                yield
            finally:
                connection.execute(text(f"SELECT pg_advisory_unlock({LOCK})"))
        return
    folder = (
        Path(db.engine.url.database or "").parent if db.engine.url.database else Path(tempfile.gettempdir())
    )
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".migrating").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _guard(connection: Connection) -> None:
    present = set(inspect(connection).get_table_names())
    for table, settable in IMMUTABLE.items():
        if table in present:
            make = _postgresql_triggers if connection.dialect.name == "postgresql" else _sqlite_triggers
            for statement in make(connection, table, settable):
                connection.exec_driver_sql(statement)


def _unless_emptied(table: str, column: str) -> str:
    return f" AND NEW.{column} <> ''" if column in ERASABLE.get(table, ()) else ""


def _sqlite_triggers(connection: Connection, table: str, settable: str) -> Iterator[str]:
    columns = [c["name"] for c in inspect(connection).get_columns(table)]
    changed = [f"OLD.{c} IS NOT NEW.{c}{_unless_emptied(table, c)}" for c in columns if c != settable]
    if settable:
        changed.append(f"OLD.{settable} IS NOT NULL")
    for name, event, when in (("kept", "DELETE", "1"), ("unchanged", "UPDATE", " OR ".join(changed))):
        yield f"DROP TRIGGER IF EXISTS {table}_{name}"
        yield (
            f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{table} rows are immutable'); END"
        )


def _postgresql_triggers(connection: Connection, table: str, settable: str) -> Iterator[str]:
    columns = [c["name"] for c in inspect(connection).get_columns(table)]
    changed = [
        f"OLD.{c}::text IS DISTINCT FROM NEW.{c}::text{_unless_emptied(table, c)}"
        for c in columns
        if c != settable
    ]
    if settable:
        changed.append(f"OLD.{settable} IS NOT NULL")
    yield (
        f"CREATE OR REPLACE FUNCTION {table}_immutable() RETURNS trigger AS $$ "
        f"BEGIN RAISE EXCEPTION '{table} rows are immutable'; END $$ LANGUAGE plpgsql"
    )
    for name, event, when in (("kept", "DELETE", "true"), ("unchanged", "UPDATE", " OR ".join(changed))):
        yield f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}"
        yield (
            f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR EACH ROW WHEN ({when}) "
            f"EXECUTE FUNCTION {table}_immutable()"
        )
    yield f"DROP TRIGGER IF EXISTS {table}_untruncated ON {table}"
    yield f"CREATE TRIGGER {table}_untruncated BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {table}_immutable()"
