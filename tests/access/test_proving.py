"""Before what is grave: a proof from the last quarter of an hour; what was typed on the way is not lost."""

import html
import re
from datetime import timedelta

import pytest

from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.members.models import Session
from cop.members.personas import PERSONAS
from tests.access.conftest import App, is_proven
from tests.members.conftest import PASSWORD, with_password
from tests.people import administrator, member, sign_in

LONG_AGO = timedelta(minutes=15, seconds=1)


def stale(client, person):
    """A browser that signed in a while ago."""
    sign_in(client, person)
    with transaction():
        db.session.query(Session).update({"proven": clock.now() - LONG_AGO})
    return client


def prove(client, **typed):
    return client.post("/account/prove", data=typed)


def test_fresh_is_a_quarter_of_an_hour(app):
    client = sign_in(app.test_client(), member())
    assert is_proven(client)
    with clock.at(clock.now() + timedelta(minutes=14)):
        assert is_proven(client)
    with clock.at(clock.now() + LONG_AGO):
        assert client.get("/account/password").location == "/account/prove?next=/account/password"


def test_a_session_from_before_counts_as_unproven(app):
    client = stale(app.test_client(), member())
    with transaction():
        db.session.query(Session).update({"proven": None})
    assert not is_proven(client)


def test_the_password_proves_where_there_is_no_second_factor(app):
    client = stale(app.test_client(), with_password(member()))
    for wrong in ("", "wrong", "x" * 100_000, "\0"):
        assert prove(client, password=wrong).status_code == 422
        assert not is_proven(client)
    assert prove(client, password=PASSWORD, next="/account/password").location == "/account/password"
    assert is_proven(client)


def test_the_second_factor_proves_where_there_is_one_and_the_password_does_not(app):
    alice = with_password(member())
    phone, client = App(alice), stale(app.test_client(), alice)
    assert prove(client, password=PASSWORD).status_code == 422
    assert not is_proven(client)
    assert prove(client, code=phone.code()).location == "/"
    assert is_proven(client)


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x"]
)
def test_it_leads_to_own_pages_only(app, elsewhere):
    """As in CVE-2023-49438."""
    client = stale(app.test_client(), with_password(member()))
    assert prove(client, password=PASSWORD, next=elsewhere).location == "/"
    form = '[["reason", "x"]]'
    with transaction():
        db.session.query(Session).update({"proven": None})
    again = prove(client, password=PASSWORD, next=elsewhere, held=form).text
    assert 'action="/"' in again
    assert "evil" not in again


def hidden(answer) -> dict[str, str]:
    inputs = (dict(re.findall(r'(\w+)="([^"]*)"', one)) for one in re.findall("<input[^>]*>", answer.text))
    return {one["name"]: html.unescape(one["value"]) for one in inputs if one["type"] == "hidden"}


def test_a_form_that_was_sent_waits_and_nothing_typed_is_lost(app):
    adam = with_password(administrator())
    bob = member("Bob")
    App(bob)
    client, page = stale(app.test_client(), adam), f"/secretariat/members/{bob.id}/factors"
    typed = 'He called; I know his voice.\r\n"<b>ភាសាខ្មែរ</b>" & more'
    answer = client.post(page, data={"reason": typed, "csrf_token": "x", "form_key": "y", "a_password": "z"})
    assert answer.status_code == 401
    assert bob.factors == 1
    waiting = hidden(answer)
    assert waiting["next"] == page
    wrong = prove(client, password="wrong", **{n: waiting[n] for n in ("next", "held")})
    assert hidden(wrong)["held"] == waiting["held"]
    again = prove(client, password=PASSWORD, **{n: waiting[n] for n in ("next", "held")})
    assert f'action="{page}"' in again.text
    kept = hidden(again)
    assert kept["reason"] == typed and "a_password" not in kept and kept["form_key"] != "y"
    assert client.post(page, data={"reason": kept["reason"]}).location == f"/secretariat/members/{bob.id}"
    assert bob.factors == 0


@pytest.mark.parametrize("held", ["", "[", "{}", "5", '["x"]', '[["a"]]', "null", "[[1, 2, 3]]"])
def test_what_is_no_form_is_not_held(app, held):
    client = stale(app.test_client(), with_password(member()))
    assert prove(client, password=PASSWORD, held=held).status_code in (303, 200)


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get("/account/prove").location.startswith("/sign-in")
    assert client.get("/account/password").location.startswith("/sign-in?next=/account/password")


def test_tries_are_limited(app):
    alice = with_password(member())
    App(alice)
    client = stale(app.test_client(), alice)
    assert [prove(client, code="000000").status_code for _ in range(11)] == [422] * 10 + [429]


def test_a_persona_counts_as_proven_in_the_demonstration_alone(app, demo):
    person = member(PERSONAS[0].name)
    assert is_proven(stale(demo, person))
    assert not is_proven(stale(app.test_client(), person))


@pytest.mark.parametrize(
    "rule",
    ["/statements/<address>/ballot", "/statements/<address>/publish", "/secretariat/members/<int:id>/roles",
     "/secretariat/members/<int:id>/roles/<int:of>/end", "/secretariat/members/<int:id>/seat",
     "/secretariat/members/<int:id>/mandate", "/secretariat/members/<int:id>/mandates/<int:of>/end",
     "/secretariat/members/<int:id>/factors", "/account/password", "/account/security/app",
     "/account/security/app/confirm", "/account/security/app/remove", "/account/security/codes",
     "/account/security/passkeys/new", "/account/security/passkeys/<int:id>/remove"],
)  # fmt: skip
def test_what_is_grave_asks_for_a_proof(whole_app, rule):
    found = [r for r in whole_app.url_map.iter_rules() if r.rule == rule]
    assert found
    assert all(whole_app.view_functions[r.endpoint].fresh for r in found)
