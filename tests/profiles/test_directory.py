"""The directory: for members, of members, found by what each of them shows."""

from datetime import timedelta
from itertools import product

import pytest

from cop.kernel import clock
from cop.kernel.db import db
from cop.members.models import Reads
from cop.profiles import directory_queries
from cop.profiles.directory_queries import Wished
from tests.people import member, officer, sign_in
from tests.profiles.told import MARKS, marked
from tests.sql import asked


@pytest.fixture
def max_(app):
    return sign_in(app.test_client(), member("Max", "developers", "VN"))


def names(client, asked: str) -> list[str]:
    page = client.get(f"/people/?{asked}").text
    return [name for name in ("Alice", "Bob", "Max") if f">{name}</a>" in page[page.index("<main") :]]


def test_visitors_are_asked_to_sign_in(client):
    member()
    answer = client.get("/people/")
    assert answer.location.startswith("/sign-in")
    assert "Alice" not in answer.text


def test_members_see_who_takes_part_and_nobody_else(max_):
    member(regulates="SG")
    for number, state in enumerate(["registered", "awaiting", "refused", "suspended", "left"]):
        member(f"Hidden{number}", state=state, active_at=None)
    page = max_.get("/people/").text
    assert "Alice" in page
    assert page.count("Verified regulator: Authority, Singapore") == 1
    assert "Hidden" not in page
    assert "alice@example.org" not in page
    assert max_.get("/people/hidden1").status_code == 404


def test_an_expired_or_ended_mandate_is_no_badge(app):
    alice = member(regulates="SG")
    now, end = clock.now(), alice.mandates[0].until
    for moment, badges in ((now, 1), (end - timedelta(seconds=1), 1), (end, 0)):
        _rows, mandates = directory_queries.directory(Wished(), "", moment)
        assert len(mandates.get(alice.id, [])) == badges


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("country=SG", ["Alice"]),
        ("group=professionals", ["Bob"]),
        ("country=SG&group=professionals", []),
        ("country=xx", []),
        ("group='--", []),
        ("language=km", ["Alice"]),
        ("language=xx", []),
        ("expertise=marked+SUBJECTS.", ["Alice"]),
        ("expertise=marked", []),
        ("name=al", ["Alice"]),
        ("name=%25", []),
        ("name=_lice", []),
        ("name=ice", []),
        ("name=%00", []),
        ("name=" + "x" * 5_000, []),
        ("at=x", ["Alice", "Bob", "Max"]),
        ("", ["Alice", "Bob", "Max"]),
    ],
)
def test_filters(max_, asked, shown):
    marked()
    member("Bob", "professionals", "MY")
    assert names(max_, asked) == shown


@pytest.mark.parametrize("typed", ["nguyen", "NGUYỄN", "thi h", "hoa", "Hoà"])
def test_a_name_is_found_by_how_any_part_of_it_begins(app, typed):
    member("Nguyễn Thị Hoà")
    found, _mandates = directory_queries.directory(Wished(name=typed), "", clock.now())
    assert [row.name for row in found.rows] == ["Nguyễn Thị Hoà"]


FILTERS = {"expertise": "expertise=Marked+subjects", "languages": "language=km"}


@pytest.mark.parametrize(("field", "viewer"), [*product(FILTERS, ["member", "officer", "oneself"])])
def test_what_is_hidden_is_found_by_nothing_that_is_asked(app, field, viewer):
    """As in Discourse CVE-2026-32620: a count or a filter tells as much as the field."""
    alice = marked(**{field: "nobody"})
    people = {"member": lambda: member("Max"), "officer": officer, "oneself": lambda: alice}
    client = sign_in(app.test_client(), people[viewer]())
    assert names(client, FILTERS[field]) == []
    assert "Nobody fits that" in client.get(f"/people/?{FILTERS[field]}").text
    assert "Alice" in names(client, "name=alice")


@pytest.mark.parametrize("field", ["organisation", "position"])
def test_a_row_shows_what_its_member_shows(app, max_, field):
    marked("Alice")
    assert MARKS[field] in max_.get("/people/").text
    marked("Anna", **{field: "nobody"})
    page = max_.get("/people/?name=anna").text
    assert "Anna" in page
    assert MARKS[field] not in page


def test_pages_go_both_ways_and_keep_their_filters(max_):
    for number in range(60):
        member(f"Person {number:02}", "professionals", "MY")
    first = max_.get("/people/?group=professionals").text
    assert "Person 49" in first
    assert "Person 50" not in first
    wished = Wished(group="professionals")
    following = directory_queries.directory(wished, "", clock.now())[0].after
    second = max_.get("/people/", query_string={"group": "professionals", "at": following}).text
    assert "Person 50" in second
    assert "group=professionals" in second[second.index('rel="prev"') - 200 :]


def test_queries_do_not_grow_with_the_people(max_):
    marked()
    max_.get("/people/")
    few = asked(max_, "/people/")
    for number in range(20):
        member(f"Person {number:02}", regulates="MY", languages=["en", "th"])
    assert asked(max_, "/people/") == few <= 9


def test_the_languages_that_are_set_are_those_found(app):
    alice = member(languages=["en", "th"])
    for codes in (["th", "km", "th"], [], ["en"]):
        alice.languages = codes
        db.session.commit()
        kept = db.session.query(Reads.language).filter_by(member_id=alice.id).order_by(Reads.language)
        assert [one.language for one in kept] == sorted(set(codes))


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "=SUM(A1)"])
def test_names_and_positions_are_text(max_, name):
    """As in Decidim CVE-2026-23891: a name that is markup."""
    member(name, slug="alice")
    for path in ("/people/", "/people/alice"):
        page = max_.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page


@pytest.mark.parametrize("few", [0, 500])
def test_the_same_people_are_found_among_few_and_among_many(max_, monkeypatch, few):
    monkeypatch.setattr(directory_queries, "FEW", few)
    marked()
    marked("Anna", expertise="nobody", languages="nobody")
    for wished in FILTERS.values():
        assert names(max_, wished) == ["Alice"]
        assert ">Anna</a>" not in max_.get(f"/people/?{wished}").text
