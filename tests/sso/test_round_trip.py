"""Signing in by way of a real OpenID provider, from the button to the session."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from cop.access import sso_provider
from cop.access.sso_models import LinkedIdentity
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.members.models import Session
from tests import people
from tests.people import sign_in

pytestmark = pytest.mark.node


@pytest.fixture
def provider(configure, elsewhere):
    configure(elsewhere.issuer)
    elsewhere.next()
    return elsewhere


def link(member, provider, subject="u-alice") -> None:
    with transaction():
        made = LinkedIdentity(member_id=member.id, issuer=provider.issuer, subject=subject, shown="x")
        made.linked_at = clock.now()
        db.session.add(made)


def there_and_back(client, provider, asked="/sign-in/sso") -> str:
    """The address with which the provider sends the browser back."""
    return provider.walk(client.get(asked).location)


def is_in(client) -> bool:
    return client.get("/account").status_code == 200


def test_a_linked_member_is_let_in_where_the_way_led(client, app, provider):
    link(people.member("Alice"), provider)
    back = there_and_back(client, provider, "/sign-in/sso?next=/people/")
    answer = client.get(back)
    assert (answer.status_code, answer.location) == (303, "/people/")
    assert is_in(client) and answer.headers["Cache-Control"] == "no-store"


def test_the_provider_is_asked_as_the_protocol_has_it(client, provider):
    asked = parse_qs(urlsplit(client.get("/sign-in/sso").location).query)
    assert asked["code_challenge_method"] == ["S256"] and len(asked["code_challenge"][0]) == 43
    assert asked["response_type"] == ["code"] and min(len(asked[n][0]) for n in ("state", "nonce")) >= 43
    assert asked["redirect_uri"] == ["http://127.0.0.1:8000/sign-in/sso/return"]


def test_the_redirect_never_follows_the_host_header(client, provider):
    asked = client.get("/sign-in/sso", headers={"Host": "evil.example"}).location
    assert parse_qs(urlsplit(asked).query)["redirect_uri"] == ["http://127.0.0.1:8000/sign-in/sso/return"]


def test_a_stranger_meets_two_ways_and_no_session(client, app, provider):
    """Discourse CVE-2022-21684: no way in skips the approval."""
    answer = client.get(there_and_back(client, provider))
    assert answer.location == "/sign-in/sso/unknown" and not is_in(client)
    said = client.get(answer.location).text
    assert "knows you as alice@example.org" in said
    form = client.get("/join").text
    assert 'value="Alice Elsewhere"' in form and 'value="alice@example.org"' in form
    assert db.session.query(Session).count() == 0


@pytest.mark.parametrize("account", ["u-alice", "u-mallory"])
def test_an_address_alone_opens_nobodys_account(client, app, provider, account):
    """Whether the provider calls it verified or not: who holds a domain there could be anyone here."""
    people.member("Alice")  # alice@example.org, verified here
    provider.next(account)
    assert client.get(there_and_back(client, provider)).location == "/sign-in/sso/unknown"
    assert not is_in(client)


def test_an_unverified_address_is_not_even_proposed(client, app, provider):
    provider.next("u-mallory")
    client.get(there_and_back(client, provider))
    assert "alice@example.org" not in client.get("/sign-in/sso/unknown").text + client.get("/join").text


@pytest.mark.parametrize("state", ["registered", "awaiting", "refused", "suspended", "left"])
def test_who_is_not_in_force_gets_no_session(client, app, provider, state):
    link(people.member("Alice", state=state), provider)
    answer = client.get(there_and_back(client, provider))
    assert answer.location.startswith("/sign-in") and not is_in(client)
    assert "cannot sign in now" in client.get(answer.location).text
    assert db.session.query(Session).count() == 0


def test_our_own_second_factor_is_asked_for_after_it(client, app, provider):
    link(people.member("Alice", factors=1), provider)
    answer = client.get(there_and_back(client, provider))
    assert answer.location.startswith("/sign-in/second") and not is_in(client)


@pytest.mark.parametrize(
    ("trusted", "login", "let_in"),
    [
        ("amr", {"amr": ["pwd", "mfa"]}, True),
        ("amr", {"amr": ["pwd"]}, False),
        ("two-factors", {"acr": "two-factors"}, True),
        ("two-factors", {"acr": "one", "amr": ["mfa"]}, False),
        ("", {"amr": ["mfa"], "acr": "two-factors"}, False),
    ],
)
def test_the_providers_second_factor_counts_where_it_is_trusted(
    client, app, configure, elsewhere, trusted, login, let_in
):
    configure(elsewhere.issuer, sso_second_factor=trusted)
    elsewhere.next(**login)
    link(people.member("Alice", factors=1), elsewhere)
    client.get(there_and_back(client, elsewhere))
    assert is_in(client) == let_in


def test_a_member_links_the_account_with_a_press_and_unlinks_it(client, app, provider):
    alice = people.member("Alice")
    sign_in(client, alice)
    assert client.get(there_and_back(client, provider)).location == "/account/sso"
    assert "Is this you?" in client.get("/account/sso").text
    assert db.session.query(LinkedIdentity).count() == 0
    assert client.post("/account/sso/link").status_code == 303
    assert "u-alice" in db.session.query(LinkedIdentity).one().subject
    other = app.test_client()
    other.get(there_and_back(other, provider))
    assert is_in(other)
    client.post("/account/sso/unlink")
    another = app.test_client()
    assert another.get(there_and_back(another, provider)).location == "/sign-in/sso/unknown"


def test_an_account_elsewhere_opens_one_account_here(client, app, provider):
    link(people.member("Alice"), provider)
    bob = people.member("Bob")
    sign_in(client, bob)
    client.get(there_and_back(client, provider))
    answer = client.post("/account/sso/link")
    assert answer.status_code == 409 and "linked with another account" in answer.text
    assert db.session.query(LinkedIdentity).one().member.name == "Alice"


def test_an_answer_counts_once(client, app, provider):
    link(people.member("Alice"), provider)
    away = client.get("/sign-in/sso").location
    kept = client.get_cookie("cop").value
    back = provider.walk(away)
    assert client.get(back).location == "/"
    client.post("/sign-out")
    client.set_cookie("cop", kept)  # a thief who copied cookie and address
    answer = client.get(back)
    assert answer.location.startswith("/sign-in") and not is_in(client)


def test_an_answer_belongs_to_the_browser_that_asked(client, app, provider):
    """Else somebody could be signed in as somebody else without noticing."""
    link(people.member("Alice"), provider)
    back = there_and_back(client, provider)
    victim = app.test_client()
    assert victim.get(back).location.startswith("/sign-in") and not is_in(victim)


def test_an_answer_is_too_late_after_ten_minutes(client, app, provider):
    link(people.member("Alice"), provider)
    back = there_and_back(client, provider)
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert client.get(back).location.startswith("/sign-in")
    assert not is_in(client)


def test_what_the_provider_declines_leads_to_the_password(client, app, provider):
    provider.decline()
    answer = client.get(there_and_back(client, provider))
    assert "signed nobody in" in client.get(answer.location).text


def test_the_providers_new_keys_are_fetched(client, app, provider, monkeypatch):
    monkeypatch.setattr(sso_provider, "AGAIN", 0)
    link(people.member("Alice"), provider)
    client.get(there_and_back(client, provider))
    assert is_in(client)
    provider.stop()
    provider.start()  # with another key
    provider.next()
    other = app.test_client()
    other.get(there_and_back(other, provider))
    assert is_in(other)


def test_a_new_sign_in_there_proves_who_acts_here(client, app, provider):
    alice = people.member("Alice")
    link(alice, provider)
    with clock.at(clock.now() - timedelta(hours=1)):
        sign_in(client, alice)
    assert client.post("/account/sso/unlink").status_code == 401
    back = there_and_back(client, provider, "/sign-in/sso?prove&next=/account/sso")
    assert client.get(back).location == "/account/sso"
    assert client.post("/account/sso/unlink").status_code == 303


def test_an_old_sign_in_there_proves_nothing(client, app, provider):
    alice = people.member("Alice")
    link(alice, provider)
    with clock.at(clock.now() - timedelta(hours=1)):
        sign_in(client, alice)
    away = client.get("/sign-in/sso?prove").location.replace("prompt=login", "").replace("max_age=0", "")
    provider.next(ts=int(clock.now().timestamp()) - 3600)
    client.get(provider.walk(away))
    assert client.post("/account/sso/unlink").status_code == 401
