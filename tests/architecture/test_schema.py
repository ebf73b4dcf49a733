"""Migrations run from nothing and from every kept release, match the models, and leave the guards standing."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from cop.kernel import schema
from cop.kernel.db import db


def differences() -> list:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": schema.is_a_models}
        )
        return compare_metadata(context, db.metadata)


def test_there_is_one_way_forward():
    numbers = [file.name.split("_")[0] for file in (schema.FOLDER / "versions").glob("0*.py")]
    assert sorted(numbers) == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_migrations_match_the_models(app):
    assert differences() == []


def test_the_comparison_sees_a_planted_difference(app):
    with db.engine.begin() as connection:
        connection.execute(text("CREATE TABLE planted (id INTEGER PRIMARY KEY)"))
    try:
        assert differences() != []
    finally:
        with db.engine.begin() as connection:
            connection.execute(text("DROP TABLE planted"))


def test_a_second_migration_finds_nothing_to_do(app):
    before = schema.current()
    schema.migrate()
    assert schema.current() == before == schema.head()


def test_immutable_tables_are_guarded(app):
    tables = set(inspect(db.engine).get_table_names())
    assert set(schema.IMMUTABLE) <= tables
    for table in schema.IMMUTABLE:
        assert {f"{table}_kept", f"{table}_unchanged"} <= triggers(table)


def triggers(table: str) -> set[str]:
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"
        if db.engine.dialect.name == "sqlite"
        else "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE relname = :table"
    )
    return set(db.session.scalars(text(query), {"table": table}))


def test_every_constraint_has_a_name_of_the_convention(app):
    nameless = [
        (table, foreign["constrained_columns"])
        for table in inspect(db.engine).get_table_names()
        for foreign in inspect(db.engine).get_foreign_keys(table)
        if not (foreign["name"] or _written_out(table, foreign)).startswith("fk_")
    ]
    assert nameless == []


def _written_out(table: str, foreign: dict) -> str:
    """The name that SQLite keeps beside the column of a key added later, and does not tell when asked for keys."""
    name = "_".join(["fk", table, *foreign["constrained_columns"]])
    made = db.session.scalar(text("SELECT sql FROM sqlite_master WHERE name = :table"), {"table": table})
    return name if f"CONSTRAINT {name} REFERENCES" in made else ""


@pytest.mark.postgres
def test_moments_carry_their_zone(app):
    naive = [
        (table, column["name"])
        for table in inspect(db.engine).get_table_names()
        for column in inspect(db.engine).get_columns(table)
        if str(column["type"]).startswith("TIMESTAMP") and not column["type"].timezone
    ]
    assert naive == []
