"""Signing in by the page, out again, and choosing a language."""

import re

import pytest
from sqlalchemy import select

from cop.kernel import words
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.members.models import Session
from tests.members.conftest import PASSWORD, with_password
from tests.people import member, sign_in

ALICE = {"email": "alice@example.org", "password": PASSWORD}


def is_in(client) -> bool:
    return client.get("/account").status_code == 200


def test_a_member_signs_in_and_out(client):
    with_password(member())
    assert client.post("/sign-in", data=ALICE).location == "/"
    assert is_in(client)
    out = client.post("/sign-out")
    assert (out.location, out.headers["Clear-Site-Data"]) == ("/", '"cache"')
    assert not is_in(client)
    assert db.session.scalars(select(Session)).one().ended is not None


@pytest.mark.parametrize("state", ["registered", "awaiting", "refused", "suspended", "left"])
def test_an_account_out_of_force_gets_no_session(client, state):
    with_password(member(state=state))
    answer = client.post("/sign-in", data=ALICE)
    assert answer.status_code == 403
    assert "cannot sign in now" in answer.text
    assert not is_in(client)


def refusal(client, email: str, password: str) -> str:
    answer = client.post("/sign-in", data={"email": email, "password": password})
    assert answer.status_code == 422
    return re.sub(r'value="[^"]*"', "", answer.text)


def test_an_unknown_address_and_a_wrong_password_get_one_answer(client):
    with_password(member())
    member("Bob", state="refused")
    wrong = refusal(client, "alice@example.org", "not her password")
    assert wrong == refusal(client, "nobody@example.org", "not her password")
    assert wrong == refusal(client, "bob@example.org", "not his password")


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "/%0d%0aX: y\r\n",
     "javascript:alert(1)", "evil.example", "/\tevil.example", "/ /evil.example", "/\0"],
)  # fmt: skip
def test_signing_in_leads_to_own_pages_only(client, elsewhere):
    with_password(member())
    assert client.post("/sign-in", data=ALICE | {"next": elsewhere}).location == "/"


def test_signing_in_leads_back_to_where_one_was_going(client):
    with_password(member())
    asked = client.get("/people/?country=SG")
    assert asked.status_code == 302
    page = client.get(asked.location).text
    wished = re.search(r'name="next"[^>]*value="([^"]*)"', page)[1]
    assert client.post("/sign-in", data=ALICE | {"next": wished}).location == "/people/?country=SG"


def test_the_cookie_is_new_after_signing_in(app, client):
    with_password(member())
    with client.session_transaction() as cookie:
        cookie["planted"] = "before"
    client.post("/sign-in", data=ALICE)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie


@pytest.mark.parametrize(
    "typed",
    [
        {}, {"email": "", "password": ""}, {"email": "a" * 100_000, "password": "b" * 100_000},
        {"email": "alice@example.org\0", "password": "\0"}, {"email": "alice@example.org", "password": "\u202egnorw"},
        {"email": "<script>alert(1)</script>", "password": "<script>"},
        {"email": "អាលីស@example.org", "password": "ពាក្យសម្ងាត់"},
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_a_sentence(client, typed):
    answer = client.post("/sign-in", data=typed)
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert 'class="errors"' in answer.text


def test_a_password_is_never_sent_back(client):
    assert (
        "hunter2hunter2"
        not in client.post("/sign-in", data={"email": "x", "password": "hunter2hunter2"}).text
    )


def test_an_account_rests_after_twenty_tries(client):
    with_password(member())
    for _ in range(20):
        assert client.post("/sign-in", data=ALICE | {"password": "wrong"}).status_code == 422
    blocked = client.post("/sign-in", data=ALICE)
    assert blocked.status_code == 429
    assert "Try again in" in blocked.text
    assert not is_in(client)


def test_posting_twice_ends_signed_in(client):
    with_password(member())
    for _ in range(2):
        fresh = client.application.test_client()
        assert fresh.post("/sign-in", data=ALICE | {"form_key": "one key"}).location == "/"
        assert is_in(fresh)


def test_who_signed_in_in_another_tab_goes_on(app):
    alice = sign_in(app.test_client(), member())
    assert alice.get("/sign-in?next=/people/").location == "/people/"
    assert alice.get("/sign-in?next=//evil.example").location == "/"


def test_signing_out_twice_is_no_error(client):
    assert client.post("/sign-out").location == "/"


# --- language -----------------------------------------------------------------------------------------------


@pytest.fixture
def two_languages(monkeypatch):
    monkeypatch.setattr(words, "languages", lambda: [("en", "English"), ("vi", "Tiếng Việt")])


def test_a_language_is_kept_for_pages_and_letters(app, two_languages):
    alice = member()
    client = sign_in(app.test_client(), alice)
    chosen = client.post(
        "/language", data={"language": "vi"}, headers={"Referer": "http://localhost/people/?group=x"}
    )
    assert chosen.location == "/people/?group=x"
    assert client.get_cookie("language").value == "vi"
    assert alice.language == "vi"
    assert '<html lang="vi"' in client.get("/people/").text


@pytest.mark.parametrize("code", ["xx", "", "\0", "en; Path=/evil", "<script>"])
def test_an_unknown_language_is_not_kept(client, two_languages, code):
    assert client.post("/language", data={"language": code}).location == "/"
    assert client.get_cookie("language") is None


@pytest.mark.parametrize(
    "before", ["https://evil.example/x", "http://localhost//evil.example", "nonsense", ""]
)
def test_the_language_switch_leads_to_own_pages_only(client, two_languages, before):
    assert client.post("/language", data={"language": "vi"}, headers={"Referer": before}).location == "/"


def test_a_session_is_used_up_by_leaving_the_community(app):
    alice = member()
    client = sign_in(app.test_client(), alice)
    assert is_in(client)
    with transaction():
        alice.state = "left"
    assert not is_in(client)
