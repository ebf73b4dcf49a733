"""What of the ledger somebody reads: nothing that is for nobody, nothing about what is closed to the reader."""

import re

import pytest
from sqlalchemy import text

from cop.audit import queries
from cop.audit.queries import Wish
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db, is_postgresql
from cop.kernel.ledger import MEMBERS, NOBODY, OFFICERS, PUBLIC, record
from cop.kernel.permits import SYSTEM
from tests import people
from tests.sql import statements


def happened(verb, subject, actor=SYSTEM, audience=MEMBERS, **facts) -> None:
    with transaction():
        record(verb, subject, actor=actor, now=clock.now(), audience=audience, **facts)


def read(viewer, **wish) -> list[str]:
    return [f"{one.verb} {one.subject}" for one in queries.page(Wish(**wish), viewer).rows]


@pytest.fixture
def cast(app):
    with app.test_request_context():
        yield people.officer(), people.administrator(), people.member("Bob")


def test_what_is_for_nobody_is_read_by_nobody(cast):
    for officer_or_administrator in cast[:2]:
        before = read(officer_or_administrator)
        happened("session_begun", cast[2].ref, cast[2], NOBODY)
        assert read(officer_or_administrator) == before
        assert read(officer_or_administrator, verb="session_begun") == []
        assert read(officer_or_administrator, person=cast[2].ref) == []


@pytest.mark.parametrize("audience", [PUBLIC, MEMBERS, OFFICERS])
def test_an_entry_about_a_closed_space_is_not_there_for_an_administrator(cast, audience):
    officer, administrator, bob = cast
    closed = people.space("closed", "restricted", [bob])
    happened("space_edited", closed.ref, bob, audience)
    assert read(officer, person=bob.ref) == [f"space_edited {closed.ref}"]
    for wish in ({}, {"person": bob.ref}, {"verb": "space_edited"}, {"thing": closed.ref}):
        assert f"space_edited {closed.ref}" not in read(administrator, **wish)


def test_a_kind_without_pages_is_known_by_its_number(cast):
    happened("delegation_named", "delegation:4", cast[0], OFFICERS)
    (one,) = queries.page(Wish(thing="delegation:4"), cast[1]).rows
    assert (one.what, one.who.title) == (None, "Olga")


def test_filters_are_taken_together(cast):
    officer, _administrator, bob = cast
    happened("account_edited", bob.ref, bob)
    happened("seat_set", bob.ref, officer)
    assert read(officer, thing=bob.ref) == [f"seat_set {bob.ref}", f"account_edited {bob.ref}"]
    assert read(officer, thing=bob.ref, person=officer.ref, verb="seat_set") == [f"seat_set {bob.ref}"]
    assert read(officer, thing=bob.ref, person=officer.ref, verb="account_edited") == []
    assert read(officer, thing=bob.ref, until=clock.now().replace(year=2020)) == []
    assert read(officer, thing=bob.ref, since=clock.now().replace(year=2020)) != []


def test_a_page_asks_no_more_of_a_larger_ledger(cast):
    officer, _administrator, bob = cast
    happened("seat_set", bob.ref, officer)
    with statements() as few:
        queries.page(Wish(), officer)
    for number in range(70):
        happened("account_edited", people.member(f"Person {number}").ref, bob)
    db.session.expire_all()
    with statements() as many:
        assert len(queries.page(Wish(), officer).rows) == 50
    assert len(many) <= len(few)


@pytest.mark.parametrize(
    ("wish", "index"),
    [
        (Wish(), "ix_ledger_told"),
        (Wish(person="member:7"), "ix_ledger_told_actor"),
        (Wish(verb="seat_set"), "ix_ledger_told_verb"),
        (Wish(thing="member:7"), "ix_ledger_told_subject"),
    ],
)
def test_each_filter_reads_a_range_of_its_index(app, wish, index):
    """Without sorting: the database takes the first rows of the range and stops."""
    query = queries._wished(wish).order_by(*(key.desc() for key in queries.BY_TIME)).limit(51)
    asked = str(query.compile(db.engine, compile_kwargs={"literal_binds": True}))
    how = "EXPLAIN" if is_postgresql() else "EXPLAIN QUERY PLAN"
    if is_postgresql():  # of a few rows it would read them all, or sort them
        for otherwise in ("seqscan", "bitmapscan", "sort"):
            db.session.execute(text(f"SET enable_{otherwise} = off"))
    plan = "\n".join(str(row) for row in db.session.execute(text(f"{how} {asked}".replace("%", "%%"))))
    if is_postgresql():
        db.session.execute(text("RESET ALL"))
    assert re.search(rf"\b{index}\b", plan) and not re.search("sort|b-tree", plan.lower()), plan
