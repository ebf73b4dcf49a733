"""A migrated database for a worker's tests, and how it is emptied between them."""

from functools import cache
from typing import Any

from flask import Flask
from sqlalchemy import URL, Connection, Table, event, inspect, text

from config import Config
from cop.app import create_app
from cop.kernel import schema
from cop.kernel.actions import transaction
from cop.kernel.db import WRITE, db, write_apart
from cop.kernel.installation import Installation
from cop.members import founding
from tests.client import Browser

Rows = dict[Table, list[dict[str, Any]]]
# What a community begins with, by database: the same rows each time, which is quicker than founding it each time.
FOUNDED: dict[URL, Rows] = {}
GO_ON = """
SELECT setval(s, (SELECT max(id) FROM {table})) FROM pg_get_serial_sequence('{table}', 'id') AS s WHERE s IS NOT NULL
"""
# Ids begin at 1 again, as on SQLite.
EMPTYING = """
CREATE FUNCTION empty_all() RETURNS void LANGUAGE plpgsql SET session_replication_role = replica AS $$ BEGIN
{each}
PERFORM setval(seqrelid, seqstart, false) FROM pg_sequence WHERE pg_sequence_last_value(seqrelid) IS NOT NULL;
END $$
"""


def made(config: Config) -> Flask:
    app = create_app(config)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, KEEP_PAGES=False)
    app.test_client_class = Browser
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _in_haste)
            db.engine.dispose()
        schema.migrate()
    return app


def _in_haste(connection: Any, _record: Any) -> None:
    """What a test wrote need not outlive a power cut."""
    connection.execute("PRAGMA synchronous=OFF")


def empty(app: Flask) -> None:
    """Takes every row away, past the triggers that guard the immutable ones, and founds the community again.

    The code of the first visit counts as used: most tests are about a community that runs.
    """
    wipe()
    if rows := FOUNDED.get(db.engine.url):
        write_apart(lambda connection: _put(connection, rows))
    else:
        founding.found_community(demo=False)
        with transaction():
            db.session.get_one(Installation, 1).setup_hash = ""
        FOUNDED[db.engine.url] = _rows()


def _rows() -> Rows:
    """All there is, by table, what others refer to first."""
    found = {
        table: [dict(row) for row in db.session.execute(table.select()).mappings()]
        for table in db.metadata.sorted_tables
    }
    return {table: rows for table, rows in found.items() if rows}


def _put(connection: Connection, rows: Rows) -> None:
    for table, of_it in rows.items():
        connection.execute(table.insert(), of_it)
    if connection.dialect.name == "postgresql":
        for table in (table for table in rows if "id" in table.c):
            connection.execute(text(GO_ON.format(table=table.name)))


def wipe() -> None:
    """Leaves a database that nobody has founded a community in."""
    db.session.remove()
    (_empty_postgresql if db.engine.dialect.name == "postgresql" else _empty_sqlite)()


def _written(connection: Connection) -> list[str]:
    """The tables that hold rows: most tests write to few of them, and emptying one costs more than a look."""
    names = _tables(connection.engine.url)
    look = " UNION ALL ".join(f"SELECT '{n}' WHERE EXISTS (SELECT 1 FROM \"{n}\")" for n in names)
    return list(connection.execute(text(look)).scalars())


@cache
def _tables(_of: URL) -> list[str]:
    """All but the migrations' own, and what the full-text table keeps in tables beside it."""
    beside = (f"{schema.WORDS}_", "alembic_")
    return [name for name in inspect(db.engine).get_table_names() if not name.startswith(beside)]


def _empty_postgresql() -> None:
    _teach_emptying(db.engine.url)
    with db.engine.begin() as connection:
        connection.execute(text("SELECT empty_all()"))


@cache
def _teach_emptying(of: URL) -> None:
    """A function, because its plans are kept: to plan so many looks anew costs more than to take them."""
    each = (f'IF EXISTS (SELECT 1 FROM "{n}") THEN DELETE FROM "{n}"; END IF;' for n in _tables(of))
    with db.engine.begin() as connection:
        connection.exec_driver_sql(EMPTYING.format(each="\n".join(each)))


def _empty_sqlite() -> None:
    with db.engine.connect().execution_options(**WRITE) as connection, connection.begin():
        written = _written(connection)
        triggers = connection.execute(
            text("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'")
        ).all()
        guards = [(name, sql) for table, name, sql in triggers if table in written]
        for name, _sql in guards:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for table in [*written, "sqlite_sequence"]:
            connection.exec_driver_sql(f'DELETE FROM "{table}"')
        for _name, sql in guards:
            connection.exec_driver_sql(sql)
