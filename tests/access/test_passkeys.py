"""Passkeys: whose answer counts, once, here, and by a device whose counter never goes back."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.access import authenticators, queries
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.members.models import Session
from tests.access.conftest import half, is_in, is_proven
from tests.access.device import Device
from tests.members.conftest import letters, with_password
from tests.people import member, sign_in


def add(client, device, name="Laptop"):
    options = client.post("/account/security/passkeys/challenge").json
    answer = {"name": name, "credential": device.make(options)}
    return client.post("/account/security/passkeys/new", data=answer)


@pytest.fixture
def device(app, alice) -> Device:
    """Alice's, already made."""
    made = Device()
    assert add(sign_in(app.test_client(), alice), made).status_code == 200
    return made


def challenge(client) -> dict:
    return client.post("/sign-in/passkey/challenge").json


def show(client, answer, **more):
    return client.post("/sign-in/passkey", data={"credential": answer} | more)


def test_the_first_brings_recovery_codes_and_a_letter(app, alice):
    page = add(sign_in(app.test_client(), alice), Device())
    assert page.text.count("<li><code>") == 10
    assert page.headers["Cache-Control"] == "no-store"
    assert alice.factors == 1
    assert "A passkey was added" in letters("alice@example.org")[-1].text


def test_it_signs_in_alone(client, device):
    assert show(client, device.sign(challenge(client)), next="/people/").location == "/people/"
    assert is_in(client)


def test_alone_it_must_verify_who_holds_it(client, device):
    device.verifies = False
    assert show(client, device.sign(challenge(client))).status_code == 422
    assert not is_in(client)


def test_it_is_a_second_factor_without_that(client, device):
    device.verifies = False
    half(client)
    answer = device.sign(client.post("/sign-in/second/passkey").json)
    assert client.post("/sign-in/second", data={"credential": answer}).location == "/"
    assert is_in(client)


def test_it_proves_who_acts(app, alice, device):
    client = sign_in(app.test_client(), alice)
    with transaction():
        db.session.query(Session).update({"proven": None})
    answer = device.sign(client.post("/account/prove/passkey").json)
    assert client.post("/account/prove", data={"credential": answer}).location == "/"
    assert is_proven(client)


def test_a_challenge_counts_once(app, client, device):
    with client.session_transaction() as cookie:
        before = dict(cookie)
    answer = device.sign(challenge(client))
    with client.session_transaction() as cookie:
        asked = dict(cookie)
    assert show(client, answer).location == "/"
    thief = app.test_client()
    with thief.session_transaction() as cookie:
        cookie.update(before | asked)
    assert show(thief, answer).status_code == 422
    assert not is_in(thief)


def test_a_challenge_is_the_browsers_that_was_asked(app, client, device):
    answer, other = device.sign(challenge(client)), app.test_client()
    challenge(other)
    assert show(other, answer).status_code == 422
    assert show(app.test_client(), answer).status_code == 422


def test_a_challenge_lasts_five_minutes(client, device):
    answer = device.sign(challenge(client))
    with clock.at(clock.now() + timedelta(minutes=5, seconds=1)):
        assert show(client, answer).status_code == 422


def test_a_challenge_is_for_one_purpose(app, client, alice, device):
    """One to sign in with finishes no other sign-in, proves nothing and makes no passkey; and back."""
    half(client)
    with client.session_transaction() as cookie:
        passed = dict(cookie)
    options = challenge(client)
    with client.session_transaction() as cookie:
        cookie.update(passed)
    assert client.post("/sign-in/second", data={"credential": device.sign(options)}).status_code == 422
    options = client.post("/sign-in/second/passkey").json
    assert show(client, device.sign(options)).status_code == 422
    inside = sign_in(app.test_client(), alice)
    options = inside.post("/account/prove/passkey").json
    data = {"name": "x", "credential": Device().make(options)}
    assert inside.post("/account/security/passkeys/new", data=data).status_code == 422


@pytest.mark.parametrize(
    "elsewhere",
    [{"origin": "http://127.0.0.1:9000"}, {"origin": "https://127.0.0.1:8000"}, {"origin": "http://evil.example"},
     {"host": "evil.example"}],
)  # fmt: skip
def test_only_our_own_pages_ask(client, device, elsewhere):
    vars(device).update(elsewhere)
    assert show(client, device.sign(challenge(client))).status_code == 422


def test_whose_site_it_is_the_settings_say_and_no_request(app, client, device, monkeypatch):
    evil = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Origin": "http://evil.example"}
    assert client.post("/sign-in/passkey/challenge", headers=evil).json["rpId"] == "127.0.0.1"


@pytest.mark.parametrize(
    ("base", "site", "possible"),
    [("https://cop.example.org", ("cop.example.org", "https://cop.example.org"), True),
     ("https://cop.example.org:443/x", ("cop.example.org", "https://cop.example.org"), True),
     ("http://localhost:8000", ("localhost", "http://localhost:8000"), True),
     ("http://cop.example.org", ("cop.example.org", "http://cop.example.org"), False),
     ("https://10.0.0.1", ("10.0.0.1", "https://10.0.0.1"), False)],
)  # fmt: skip
def test_the_site_is_its_base_address(app, monkeypatch, base, site, possible):
    house = app.extensions["cop"]
    monkeypatch.setattr(house, "config", replace(house.config, base_url=base))
    assert (authenticators.site(), authenticators.possible()) == (site, possible)


def test_a_counter_that_goes_back_is_a_copy(app, client, device):
    device.count = 7
    assert show(client, device.sign(challenge(client))).location == "/"
    copy = app.test_client()
    device.count = 6
    assert show(copy, device.sign(challenge(copy))).status_code == 422
    assert not is_in(copy)


def test_another_key_under_the_same_name_is_refused(client, device):
    forged = Device()
    forged.id = device.id
    assert show(client, forged.sign(challenge(client))).status_code == 422


def test_anothers_passkey_is_no_second_factor(app, client, device):
    bobs = Device()
    add(sign_in(app.test_client(), member("Bob")), bobs)
    half(client)
    options = client.post("/sign-in/second/passkey").json
    assert client.post("/sign-in/second", data={"credential": bobs.sign(options)}).status_code == 422


def test_a_passkey_is_kept_by_one_account(app, device):
    client = sign_in(app.test_client(), with_password(member("Bob")))
    assert add(client, device).status_code == 422


@pytest.mark.parametrize(
    "broken",
    ["{}", "[]", "null", "5", '{"id": 5}', '{"id": "x", "response": {}}', "\0", "{" * 5_000, "x" * 100_000],
)
def test_what_is_no_answer_is_refused(app, client, alice, device, broken):
    challenge(client)
    assert show(client, broken).status_code == 422
    inside = sign_in(app.test_client(), alice)
    inside.post("/account/security/passkeys/challenge")
    data = {"name": "x", "credential": broken}
    assert inside.post("/account/security/passkeys/new", data=data).status_code == 422


def test_an_answer_with_a_part_changed_is_refused(client, device):
    for part in ("clientDataJSON", "authenticatorData", "signature"):
        answer = json.loads(device.sign(challenge(client)))
        text = answer["response"][part]
        answer["response"][part] = text[:-8] + ("A" if text[-8] != "A" else "B") + text[-7:]
        assert show(client, json.dumps(answer)).status_code == 422, part


def test_it_is_named_listed_and_removed(app, alice, device):
    client = sign_in(app.test_client(), alice)
    add(client, Device(), name="<script>alert(1)</script>")
    page = client.get("/account/security").text
    assert "Laptop" in page and "&lt;script&gt;" in page
    first, second = queries.passkeys_of(alice)
    assert client.post(f"/account/security/passkeys/{second.id}/remove").location == "/account/security"
    assert queries.passkeys_of(alice) == [first]
    assert (
        sign_in(app.test_client(), member("Bob"))
        .post(f"/account/security/passkeys/{first.id}/remove")
        .status_code
        == 404
    )
    client.post(f"/account/security/passkeys/{first.id}/remove")
    assert (alice.factors, queries.codes_left(alice)) == (0, 0)
    assert show(app.test_client(), device.sign(challenge(client))).status_code == 422


@pytest.mark.parametrize("name", ["", "x" * 100_000, "\0", "a \u202e b"])
def test_a_name_that_cannot_be_kept_is_refused_and_keeps_nothing(app, alice, name):
    assert add(sign_in(app.test_client(), alice), Device(), name).status_code == 422
    assert queries.passkeys_of(alice) == []


@pytest.mark.parametrize("state", ["suspended", "left", "refused"])
def test_whoever_is_out_gets_no_session(client, alice, device, state):
    with transaction():
        alice.state = state
        db.session.query(Session).delete()
    assert show(client, device.sign(challenge(client))).status_code == 403
    assert db.session.scalar(select(Session)) is None
