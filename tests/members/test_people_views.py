"""The directory: for members, of members; and how other features find and name people."""

from datetime import timedelta

import pytest

from cop.kernel import clock, refs
from cop.members import people_queries
from cop.members.models import Visitor
from tests.members.test_office_views import queries
from tests.people import administrator, member, officer, sign_in


@pytest.fixture
def max_(app):
    return sign_in(app.test_client(), member("Max", "developers", "VN"))


def test_visitors_see_nobody(client):
    member()
    for path in ("/people/", "/people/alice", "/people/nobody"):
        answer = client.get(path)
        assert answer.status_code in (302, 404)
        assert "Alice" not in answer.text


def test_members_see_who_takes_part_and_nobody_else(max_):
    member(regulates="SG")
    for number, state in enumerate(["registered", "awaiting", "refused", "suspended", "left"]):
        member(f"Hidden{number}", state=state, active_at=None)
    page = max_.get("/people/").text
    assert "Alice" in page
    assert page.count("Verified regulator") == 1
    assert "Hidden" not in page
    assert "alice@example.org" not in page
    assert max_.get("/people/hidden1").status_code == 404


def test_an_expired_or_ended_mandate_is_no_badge(max_):
    alice = member(regulates="SG")
    assert "Verified regulator" in max_.get("/people/alice").text
    with clock.at(alice.mandates[0].until + timedelta(seconds=1)):
        assert not people_queries.directory("SG", "", "", clock.now()).rows[0].regulator


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("country=SG", ["Alice"]), ("group=professionals", ["Bob"]), ("country=SG&group=professionals", []),
     ("country=xx", []), ("group='--", []), ("at=x", ["Alice", "Bob", "Max"]), ("", ["Alice", "Bob", "Max"])],
)  # fmt: skip
def test_filters(max_, asked, shown):
    member()
    member("Bob", "professionals", "MY")
    page = max_.get(f"/people/?{asked}").text
    main = page[page.index("<main") :]
    assert [name for name in ("Alice", "Bob", "Max") if f">{name}</a>" in main] == shown


def test_pages_go_both_ways_and_keep_their_filters(max_):
    for number in range(60):
        member(f"Person {number:02}", "professionals", "MY")
    first = max_.get("/people/?group=professionals").text
    assert "Person 49" in first
    assert "Person 50" not in first
    following = people_queries.directory("", "professionals", "", clock.now()).after
    second = max_.get("/people/", query_string={"group": "professionals", "at": following}).text
    assert "Person 50" in second
    assert "group=professionals" in second[second.index('rel="prev"') - 200 :]


def test_queries_do_not_grow_with_the_people(max_):
    member()
    max_.get("/people/")
    few = queries(max_, "/people/")
    for number in range(20):
        member(f"Person {number:02}", regulates="MY")
    assert queries(max_, "/people/") == few <= 9


def test_a_persons_page_shows_what_members_may_know(max_):
    member(regulates="SG", why="My reasons", languages=["en", "ms"])
    page = max_.get("/people/alice").text
    for shown in ("Organisation of Alice", "Verified regulator of Singapore", "Regulators and policymakers"):
        assert shown in page
    for hidden in ("My reasons", "alice@example.org", "/secretariat/"):
        assert hidden not in page


def test_the_secretariat_finds_the_file_from_there(app):
    alice = member()
    assert (
        f"/secretariat/members/{alice.id}" in sign_in(app.test_client(), officer()).get("/people/alice").text
    )


def test_a_suspended_member_stays_readable_and_is_called_so(max_):
    member(state="suspended")
    assert "does not take part at present" in max_.get("/people/alice").text


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "สมชาย ใจดี", "=SUM(A1)"])
def test_names_are_text(max_, name):
    member(name)
    page = max_.get("/people/").text
    assert "<script>alert" not in page


# --- for other features -------------------------------------------------------------------------------------


def test_refs_resolve_for_members_only(app):
    alice, nina = member(), member("Nina", state="awaiting", active_at=None)
    both = [alice.ref, nina.ref]
    with app.test_request_context():
        assert refs.resolve(both, Visitor()) == {}
        seen = refs.resolve(both, member("Max"))
        assert [(r.title, r.address) for r in seen.values()] == [("Alice", "/people/alice")]
        assert len(refs.resolve(both, officer())) == 2


def test_people_are_found_by_part_of_a_name(app):
    member("Nguyễn Thị Hoà")
    member("Hoang", state="suspended")
    now = clock.now()
    assert [one.name for one in people_queries.found("thi hoa", now)] == ["Nguyễn Thị Hoà"]
    assert [one.name for one in people_queries.found("nguyen", now)] == ["Nguyễn Thị Hoà"]
    assert (
        people_queries.found("", now)
        == people_queries.found("%", now)
        == people_queries.found("_", now)
        == []
    )


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
