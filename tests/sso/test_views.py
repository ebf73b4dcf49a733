"""Single sign-on without a provider that answers: switched off, away, or telling nonsense."""

import pytest

from cop.access import sso_provider
from tests import people
from tests.people import sign_in
from tests.sso.conftest import free_port

PAGES = ("/sign-in/sso", "/sign-in/sso/return", "/sign-in/sso/unknown", "/account/sso")


@pytest.mark.parametrize("path", PAGES)
def test_there_is_nothing_where_it_is_not_configured(client, app, path):
    assert client.get(path).status_code == (404 if "account" not in path else 302)
    assert sign_in(client, people.member()).get(path).status_code == 404
    assert "Sign in with" not in app.test_client().get("/sign-in").text.replace("Sign in with a passkey", "")


def test_nothing_is_linked_where_it_is_not_configured(client, app):
    sign_in(client, people.member())
    assert client.post("/account/sso/link").status_code == 404
    assert client.post("/account/sso/unlink").status_code == 404


def test_a_provider_that_is_away_leaves_the_password(client, app, configure):
    configure(f"http://127.0.0.1:{free_port()}")
    answer = client.get("/sign-in/sso?next=/people/")
    assert answer.location == "/sign-in?next=/people/"
    said = client.get(answer.location).text
    assert "cannot be reached now" in said and 'name="password"' in said and "Sign in with Ministry" in said


@pytest.mark.parametrize("found", [{}, {"issuer": "https://evil.example"}, {"issuer": 7}])
def test_a_document_of_another_issuer_is_refused(client, app, configure, monkeypatch, found):
    configure("https://id.example")
    monkeypatch.setattr(sso_provider, "_json", lambda _answer: found)
    monkeypatch.setattr("requests.Session.request", lambda *_told, **_more: None)
    answer = client.get("/sign-in/sso")
    assert "does not hold" in client.get(answer.location).text


@pytest.mark.parametrize(
    "query", ["", "state=x&code=y", "error=access_denied", "state=%F0%9F%98%80", "state=é"]
)
def test_who_never_went_does_not_come_back(client, app, configure, query):
    configure("https://id.example")
    answer = client.get(f"/sign-in/sso/return?{query}")
    assert answer.location.startswith("/sign-in")
    assert "belongs to another visit" in client.get(answer.location).text


def test_only_own_pages_are_come_back_to(client, app, configure, monkeypatch):
    configure("https://id.example")
    monkeypatch.setattr(
        sso_provider.Provider, "begin", lambda *_told, **_more: "https://id.example/authorize"
    )
    client.get("/sign-in/sso?next=//evil.example/x")
    with client.session_transaction() as cookie:
        assert cookie["sso.way"]["errand"]["onward"] == "/"


def test_the_page_of_the_account_needs_a_member(client, app, configure):
    configure("https://id.example")
    assert "/sign-in" in client.get("/account/sso").location
    said = sign_in(client, people.member()).get("/account/sso").text
    assert "Go to Ministry" in said
    assert client.post("/account/sso/link").status_code == 409


def test_the_form_to_join_begins_once_with_what_the_provider_said(client, app):
    """On a shared computer the next person must not find the last one's name and address."""
    with client.session_transaction() as cookie:
        cookie["joining"] = {"name": "Nina Nurdin", "email": "nina@example.org"}
    assert 'value="nina@example.org"' in client.get("/join").text
    assert "nina@example.org" not in client.get("/join").text
