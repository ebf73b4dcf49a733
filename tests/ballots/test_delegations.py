"""Naming delegations, and the ballots that follow them."""

import pytest

from cop.ballots import delegation_queries, queries
from cop.ballots.rules import RuleName, named
from cop.ballots.seats import Delegation
from cop.ballots.terms import Unit
from cop.delivery.transport import SentMail
from cop.kernel import worker
from cop.kernel.db import db
from tests.ballots.stage import cast_of, opened_in
from tests.ballots.test_views import as_, text_of
from tests.people import member, officer, sign_in, space

LIST = "/secretariat/delegations/"
PAIR = f"{LIST}regulators/SG"


@pytest.fixture
def people(paper, client):
    sign_in(client, officer())
    cast = [*cast_of(), member("Deputy", "regulators", "SG")]
    return {person.name: person for person in cast}


def of_pair():
    return delegation_queries.delegation("regulators", "SG")


def test_the_secretariat_names_head_and_alternate(people, client):
    assert "Name one" in text_of(client.get(LIST))
    given = {"head": people["Ana"].id, "alternate": people["Deputy"].id, "version": 0}
    assert client.post(PAIR, data=given).status_code == 303
    assert (of_pair().head_id, of_pair().version) == (people["Ana"].id, 1)
    assert "Ana" in text_of(client.get(LIST))
    worker.drain()
    assert {mail.to for mail in db.session.query(SentMail)} == {"ana@example.org", "deputy@example.org"}


CANNOT = ({"head": ""}, {"head": "99999"}, {"head": "Bua"}, {"alternate": "Ana"}, {"head": "x" * 100_000})
PAIRS = (("regulators", "SG", "Ana"), ("professionals", "TH", "Bua"), ("developers", "KH", "Chan"))


@pytest.mark.parametrize("change", CANNOT)
def test_who_cannot_be_named_is_refused(people, client, change):
    ids = {name: str(person.id) for name, person in people.items()}
    given = {"head": ids["Ana"], "alternate": "", "version": "0"} | {
        key: ids.get(value, value) for key, value in change.items()
    }
    assert client.post(PAIR, data=given).status_code == 422
    assert of_pair() is None


def test_a_colleagues_change_is_not_overwritten(people, client):
    for version, name, status in ((0, "Ana", 303), (0, "Deputy", 409), (1, "Deputy", 303), ("x", "Ana", 409)):
        given = {"head": people[name].id, "alternate": "", "version": version}
        assert client.post(PAIR, data=given).status_code == status
    assert of_pair().head_id == people["Deputy"].id


def test_pairs_without_people_have_no_page(people, client):
    assert client.get(f"{LIST}regulators/VN").status_code == 404
    assert client.get(f"{LIST}observers/TH").status_code == 404


def test_only_officers_name(people, client):
    as_(client, "Ana")
    for path in (LIST, PAIR):
        assert client.get(path).status_code == 403
    assert client.post(f"{PAIR}/end").status_code == 403


def test_an_alternate_speaks_and_the_holder_has_the_last_word(people, client):
    for group, country, head in PAIRS:
        given = {
            "head": people[head].id,
            "alternate": people["Deputy"].id if head == "Ana" else "",
            "version": 0,
        }
        assert client.post(f"{LIST}{group}/{country}", data=given).status_code == 303
    ballot = opened_in(space(), named(RuleName.BROAD, unit=Unit.DELEGATION))
    page = "/statements/logs/ballots/1/position"
    as_(client, "Deputy")
    assert client.post(page, data={"stance": "endorse"}).status_code == 303
    assert queries.standing(ballot, queries.seat_of(ballot, people["Ana"]).number).by == "alternate"
    as_(client, "Ana")
    assert "taken by the alternate" in text_of(client.get("/statements/logs/ballots/1"))
    assert client.post(page, data={"stance": "stand_aside"}).status_code == 303
    as_(client, "Deputy")
    assert client.post(page, data={"stance": "endorse"}).status_code == 403
    assert client.post("/statements/logs/ballots/1/retract").status_code == 403
    sign_in(client, officer("Otto"))
    assert client.post(f"{PAIR}/end").status_code == 303
    assert db.session.query(Delegation).count() == 2
