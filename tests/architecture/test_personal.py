"""Whatever names a member is declared: what it is, why it is kept, what becomes of it, and how one takes it along."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table

from cop.kernel.db import Base
from tests.people import member


def naming(metadata: MetaData = Base.metadata) -> set[tuple[str, str]]:
    """(table, column) of every column that refers to a member, and the member's own."""
    return {
        (table.name, column.name)
        for table in metadata.tables.values()
        for column in table.columns
        if any(key.target_fullname == "members.id" for key in column.foreign_keys)
    } | {("members", "id")}


def declared(app) -> set[tuple[str, str]]:
    return {(one.table.name, name) for one in app.extensions["cop"].each("personal") for name in one.by}


def test_every_column_that_names_a_member_is_declared(whole_app):
    """In its feature's ``personal.py``: see ``cop.kernel.personal.Personal``."""
    assert naming() - declared(whole_app) == set()


def test_nothing_is_declared_that_is_not_there(whole_app):
    assert declared(whole_app) - naming() == set()


def test_the_walk_sees_a_planted_column(whole_app):
    planted = MetaData()
    Table("members", planted, Column("id", Integer, primary_key=True))
    Table("planted", planted, Column("member_id", ForeignKey("members.id")))
    assert naming(planted) - declared(whole_app) == {("planted", "member_id")}


def test_each_declaration_gives_rows_or_a_reason(app):
    person = member()
    for one in app.extensions["cop"].each("personal"):
        rows = list(one.own(person))
        assert one.what and one.why and one.leaving
        assert rows == [] or not one.withheld
        assert not (one.withheld and one.rows)


SECRETS = {"secret", "hash", "key_hash", "token"}


def test_no_secret_is_among_the_rows(whole_app):
    shown = {
        (one.table.name, column.name)
        for one in whole_app.extensions["cop"].each("personal")
        if one.by and not one.rows and not one.withheld
        for column in one.table.columns
        if column.name in SECRETS and column.name not in one.hidden
    }
    assert shown == {("ballot_openings", "hash")}  # what stands in the record: it opens nothing
