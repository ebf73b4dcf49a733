"""Officers, administrators and verified regulators need a second factor: days of grace, a reminder, then one page."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.installation import Installation
from cop.members.personas import PERSONAS
from tests.access.conftest import App
from tests.people import administrator, member, officer, sign_in

GRACE = 14
OVER = timedelta(days=GRACE, seconds=1)


@pytest.fixture
def strict(app, monkeypatch):
    house = app.extensions["cop"]
    monkeypatch.setattr(house, "config", replace(house.config, second_factor_days=GRACE))
    return app


@pytest.fixture(params=["officer", "administrator", "regulator"])
def bound(strict, request):
    return {
        "officer": officer,
        "administrator": administrator,
        "regulator": lambda: member("Rita", regulates="SG"),
    }[request.param]()


def later(client, person):
    """A browser signed in after the time is over."""
    return sign_in(client, person)


def test_days_left_are_on_every_page(strict, bound):
    client = sign_in(strict.test_client(), bound)
    assert "14 days are left" in client.get("/people/").text
    with clock.at(clock.now() + timedelta(days=13, hours=1)):
        assert "1 day is left" in client.get("/people/").text


def test_then_one_page_alone_opens(strict, bound):
    client = strict.test_client()
    with clock.at(clock.now() + OVER):
        later(client, bound)
        for page in ("/", "/people/", "/account", "/meetings/", "/nowhere"):
            assert client.get(page).location == "/account/security", page
        assert client.post("/account/interests").status_code == 403
        shown = client.get("/account/security")
        assert shown.status_code == 200 and "Until you have one" in shown.text
        assert client.post("/account/security/app").location == "/account/security/app/confirm"
        assert client.get("/account/security/app/confirm").status_code == 200
        assert client.post("/sign-out").location == "/"


def test_a_factor_opens_all_again(strict, bound):
    client = strict.test_client()
    with clock.at(clock.now() + OVER):
        later(client, bound)
        App(bound)
        assert client.get("/people/").status_code == 200
        assert "second factor" not in client.get("/people/").text


def test_nobody_else_is_asked(strict):
    client = strict.test_client()
    assert "second factor" not in client.get("/").text
    with clock.at(clock.now() + OVER):
        sign_in(client, member())
        page = client.get("/people/")
    assert page.status_code == 200 and "second factor" not in page.text


def test_an_older_community_asks_from_its_upgrade_on(strict):
    with transaction():
        row = db.session.get_one(Installation, 1)
        row.founded_at, row.factors_since = clock.now() - 9 * OVER, clock.now()
    olga = officer()
    with transaction():
        olga.grants[0].since = clock.now() - 8 * OVER
    assert "14 days are left" in sign_in(strict.test_client(), olga).get("/people/").text


def test_personas_are_asked_in_no_demonstration(strict, demo):
    persona = next(one for one in PERSONAS if one.grants)
    person = member(persona.name, roles=persona.grants)
    with clock.at(clock.now() + timedelta(days=9_000)):
        assert sign_in(demo, person).get("/people/").status_code == 200
        assert sign_in(strict.test_client(), person).get("/people/").status_code == 303


def test_in_a_demonstration_others_than_personas_are_asked(demo):
    olga = officer()
    with clock.at(clock.now() + OVER):
        assert sign_in(demo, olga).get("/people/").location == "/account/security"
