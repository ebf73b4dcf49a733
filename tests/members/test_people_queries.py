"""How other features find and name people."""

from datetime import timedelta

from cop.kernel import clock, refs
from cop.members import people_queries
from cop.members.models import Visitor
from tests.people import administrator, member, officer


def test_refs_resolve_for_members_only(app):
    alice, nina = member(), member("Nina", state="awaiting", active_at=None)
    both = [alice.ref, nina.ref]
    with app.test_request_context():
        assert refs.resolve(both, Visitor()) == {}
        seen = refs.resolve(both, member("Max"))
        assert [(r.title, r.address) for r in seen.values()] == [("Alice", "/people/alice")]
        assert len(refs.resolve(both, officer())) == 2


def test_regulators_and_holders_are_those_in_force(app):
    alice, olga, adam = member(regulates="SG"), officer(), administrator()
    member("Bob", regulates="SG", state="suspended")
    member("Cara", regulates="MY")
    officer("Otto", state="left")
    now = clock.now()
    assert people_queries.regulators("SG", now) == [alice]
    assert people_queries.regulators("SG", now + timedelta(days=366)) == []
    assert people_queries.holders("officer", now) == [olga]
    assert people_queries.holders("administrator", now) == [adam]


def test_names_come_in_one_query(app):
    alice, bob = member(), member("Bob")
    assert people_queries.names([alice.id, bob.id, bob.id, 999]) == {alice.id: "Alice", bob.id: "Bob"}
    assert people_queries.names([]) == {}
