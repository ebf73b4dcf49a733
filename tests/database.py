"""A migrated database for a worker's tests, and how it is emptied between them."""

from flask import Flask
from sqlalchemy import inspect, text

from config import Config
from cop.app import create_app
from cop.kernel import schema
from cop.kernel.actions import transaction
from cop.kernel.db import WRITE, db
from cop.kernel.installation import Installation
from cop.members import founding
from tests.client import Browser


def made(config: Config) -> Flask:
    app = create_app(config)
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, KEEP_PAGES=False)
    app.test_client_class = Browser
    with app.app_context():
        schema.migrate()
    return app


def empty(app: Flask) -> None:
    """Takes every row away, past the triggers that guard the immutable ones, and founds the community again.

    The code of the first visit counts as used: most tests are about a community that runs.
    """
    wipe()
    founding.found_community(demo=False)
    with transaction():
        db.session.get_one(Installation, 1).setup_hash = ""


def wipe() -> None:
    """Leaves a database that nobody has founded a community in."""
    db.session.remove()
    (_empty_postgresql if db.engine.dialect.name == "postgresql" else _empty_sqlite)()


def _tables() -> list[str]:
    return [t for t in inspect(db.engine).get_table_names() if t != "alembic_version"]


def _empty_postgresql() -> None:
    names = ", ".join(f'"{t}"' for t in _tables())
    with db.engine.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
        connection.execute(text("SET session_replication_role = origin"))


def _empty_sqlite() -> None:
    with db.engine.connect().execution_options(**WRITE) as connection, connection.begin():
        triggers = connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        ).all()
        for name, _sql in triggers:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for table in [*_tables(), "sqlite_sequence"]:
            connection.exec_driver_sql(f'DELETE FROM "{table}"')
        for _name, sql in triggers:
            connection.exec_driver_sql(sql)
