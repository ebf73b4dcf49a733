"""Who spoke when, who may name whom, and what keeps a named head from the seat."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from cop.ballots import delegation_actions, delegation_queries, due
from cop.ballots.delegation_rules import hindrance
from cop.ballots.roll import prepare
from cop.ballots.rules import RuleName, named
from cop.ballots.terms import Unit
from cop.delivery.transport import SentMail
from cop.kernel import clock, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, Invalid, Stale
from tests.ballots.stage import PROPOSAL
from tests.people import administrator, member, officer, sign_in, space

PAIR = ("regulators", "SG")
PAGE = "/delegations/regulators/SG"


@pytest.fixture
def cast(app):
    return SimpleNamespace(olga=officer(), ana=member("Ana"), dep=member("Dep"), tan=member("Tan"))


def name(cast, head, alternate=None, until=None):
    seen = delegation_queries.delegation(*PAIR)
    version = seen.version if seen else 0
    return delegation_actions.name_delegation(*PAIR, head, alternate, version, until, actor=cast.olga)


def ends() -> list[str]:
    return [term.end for term in delegation_queries.history(*PAIR)]


def letters() -> dict[str, list[str]]:
    worker.drain()
    found: dict[str, list[str]] = {}
    for mail in db.session.query(SentMail).order_by(SentMail.id):
        found.setdefault(mail.to.split("@")[0], []).append(mail.subject)
    return found


def test_every_change_is_kept_and_told_to_those_concerned(app, cast):
    name(cast, cast.ana)
    assert letters() == {
        "ana": ["Your delegation"],
        "dep": ["Who speaks for you in ballots"],
        "tan": ["Who speaks for you in ballots"],
    }
    name(cast, cast.dep, cast.ana)
    delegation_actions.end_delegation(delegation_queries.delegation(*PAIR), actor=cast.olga)
    assert ends() == ["ended", "replaced"]
    page = sign_in(app.test_client(), cast.tan).get(PAGE).text
    assert page.index("Ended by the secretariat") < page.index("then somebody else was named")
    assert letters()["tan"][-1] == "Who speaks for you in ballots"


def test_members_alone_read_who_spoke(app, client, cast):
    name(cast, cast.ana)
    assert client.get(PAGE).status_code == 404
    assert sign_in(app.test_client(), cast.tan).get("/delegations/regulators/VN").status_code == 404


def test_the_head_names_the_alternate_and_nobody_else_does(app, cast):
    delegation = name(cast, cast.ana)
    for who in (cast.dep, cast.tan, administrator(), member("Sue", state="suspended")):
        with pytest.raises(Forbidden):
            delegation_actions.name_alternate(delegation, cast.dep, delegation.version, actor=who)
    client = sign_in(app.test_client(), cast.ana)
    assert 'name="alternate"' in client.get(PAGE).text
    given = {"alternate": str(cast.dep.id), "version": "1"}
    assert client.post(PAGE, data=given).status_code == 303
    assert (delegation.alternate_id, ends()) == (cast.dep.id, ["", "replaced"])
    assert client.post(PAGE, data=given).status_code == 409
    for wrong in (str(cast.ana.id), str(cast.olga.id)):
        refused = client.post(PAGE, data={"alternate": wrong, "version": "2"})
        assert (refused.status_code, 'id="alternate-error"' in refused.text) == (422, True)
    assert sign_in(app.test_client(), cast.tan).post(PAGE, data=given).status_code == 403


def test_a_stale_form_changes_nothing(cast):
    delegation = name(cast, cast.ana)
    with pytest.raises(Stale):
        delegation_actions.name_alternate(delegation, cast.dep, 7, actor=cast.ana)


def test_a_term_ends_by_itself_and_the_pair_has_no_seat_any_more(app, cast):
    today, rule = clock.now().date(), named(RuleName.BROAD, unit=Unit.DELEGATION)
    with pytest.raises(Invalid):
        name(cast, cast.ana, until=today - timedelta(days=1))
    name(cast, cast.ana, until=today + timedelta(days=3))
    forum = space()

    def seats(days):
        with clock.at(clock.now() + timedelta(days=days)):
            return len(prepare(forum, PROPOSAL, rule, clock.now() + timedelta(days=9)).claims)

    assert (seats(3), seats(4)) == (1, 0)
    with clock.at(clock.now() + timedelta(days=4)):
        due.tick(clock.now())
        worker.drain()
    assert (delegation_queries.delegation(*PAIR), ends()) == (None, ["expired"])


STATES = {"active": "", "paused": "pauses", "suspended": "takes no part", "left": "takes no part"}


@pytest.mark.parametrize("state", STATES)
def test_a_state_that_keeps_a_head_from_the_seat_is_said(app, state):
    assert STATES[state] in hindrance(member("Ana", state=state), *PAIR)
    assert bool(STATES[state]) == bool(hindrance(member("Ben", state=state), *PAIR))


def test_so_are_a_move_and_a_role_without_a_vote(app, cast):
    name(cast, cast.ana)
    client = sign_in(app.test_client(), cast.olga)
    assert "late" not in client.get("/secretariat/delegations/").text.split("<table")[1]
    with transaction():
        cast.ana.country = "MY"
    assert "Ana has moved to another group or country." in client.get("/secretariat/delegations/").text
    assert "holds a role without a seat" in hindrance(member("Max", roles=("officer",)), *PAIR)
    assert hindrance(member("May", roles=("officer",), votes=True), *PAIR) == ""
