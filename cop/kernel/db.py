"""The database: one base class, the column types whose meaning is dear to change later, and how a connection begins.

SQLite and PostgreSQL are equals. On SQLite a write begins with BEGIN IMMEDIATE, so that it waits for the lock at the
start instead of failing at the end; on PostgreSQL reads run without a transaction and actions open one of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    CheckConstraint,
    Connection,
    Date,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    Text,
    event,
    make_url,
    text,
)
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
WRITE = {"cop_write": True}
HURRY = {"cop_hurry": True}  # give up at once when someone else holds the lock
SQLITE_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000")


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, whole seconds, aware in Python on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True
    python_type = datetime  # a decorator does not say its implementation's: cursors of lists ask for it

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        utc = value.astimezone(UTC).replace(microsecond=0)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


TYPES = {datetime: Moment, date: Date, str: Text, dict[str, Any]: JSON, list[Any]: JSON}


class Base(DeclarativeBase):
    """Base of every mapped class; constraint names follow one convention from the first migration."""

    registry = registry(metadata=MetaData(naming_convention=NAMES), type_annotation_map=TYPES)


db: SQLAlchemy = SQLAlchemy(model_class=Base)
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model  # what models derive from: the extension makes a class of its own from Base
FOREVER = {
    "sqlite_autoincrement": True
}  # in __table_args__: an id is never given twice, so a ref outlives its row


def among(column: str, values: Iterable[str], *more: str) -> CheckConstraint:
    """A column that holds one of these values and nothing else."""
    listed = ",".join(f"'{value}'" for value in (*values, *more))
    return CheckConstraint(f"{column} IN ({listed})", column)


def is_postgresql() -> bool:
    return db.engine.dialect.name == "postgresql"


def engine_options(url: str) -> dict[str, Any]:
    """Options for the engine of ``url``; PostgreSQL reads need no transaction, so they get none."""
    if make_url(url).get_backend_name() == "postgresql":
        return {"isolation_level": "AUTOCOMMIT", "pool_pre_ping": True, "pool_use_lifo": True}
    return {"connect_args": {"timeout": 15}, "pool_use_lifo": True}


def init_app(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            prepare_sqlite(db.engine)


def prepare_sqlite(engine: Engine) -> None:
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)


def _on_connect(connection: Any, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # the driver must not begin by itself: _on_begin does
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("cop_hurry"):
        _begin_in_a_hurry(connection)
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("cop_write") else "BEGIN")


def _begin_in_a_hurry(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA {SQLITE_PRAGMAS[-1]}")


def begin_write(patient: bool = True) -> None:
    """Ends the session's read transaction and begins one that holds the write lock (SQLite) or is real (PostgreSQL).

    Unless ``patient``, it raises OperationalError instead of waiting for another writer.
    """
    db.session.rollback()
    if not is_postgresql():
        db.session.connection(execution_options=WRITE if patient else WRITE | HURRY)
        return
    db.session.connection(execution_options={"isolation_level": "READ COMMITTED"})
    if not patient:
        db.session.execute(text("SET LOCAL lock_timeout = '50ms'"))


def write_apart(work: Callable[[Connection], Any]) -> Any:
    """Runs ``work`` in a short write transaction of its own, outside the session's."""
    options = {"isolation_level": "READ COMMITTED"} if is_postgresql() else WRITE
    with db.engine.connect().execution_options(**options) as connection, connection.begin():
        return work(connection)
