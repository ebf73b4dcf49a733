"""Between the password and the session: a state that opens nothing but the question for the second factor."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.kernel import clock, keys
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.keys import Token
from cop.members import sessions
from cop.members.models import Session
from cop.members.rules import SECOND
from tests.access.conftest import ALICE, half, is_in, letters, path_in
from tests.members.conftest import with_password
from tests.people import member


def finish(client, code, **more):
    return client.post("/sign-in/second", data={"code": code} | more)


def test_who_has_a_second_factor_is_asked_for_it(client, phone):
    assert half(client).location == "/sign-in/second?next=/"
    assert not is_in(client)
    assert db.session.scalar(select(Session)) is None
    assert finish(client, phone.code()).location == "/"
    assert is_in(client)


@pytest.mark.parametrize(
    "page", ["/account", "/people/", "/account/security", "/account/sessions", "/secretariat/"]
)
def test_half_signed_in_opens_nothing(client, phone, page):
    half(client)
    assert client.get(page).location.startswith("/sign-in?next=")
    assert client.post("/account/sessions/end-others").status_code == 401


def test_the_pass_is_no_session(client, phone):
    half(client)
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = cookie[SECOND], True
    assert not is_in(client)


def test_it_leads_on_to_where_one_was_going(client, phone):
    assert half(client, next="/people/?group=x").location == "/sign-in/second?next=/people/?group%3Dx"
    assert finish(client, phone.code(), next="/people/?group=x").location == "/people/?group=x"


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_it_leads_to_own_pages_only(client, phone, elsewhere):
    assert half(client, next=elsewhere).location == "/sign-in/second?next=/"
    assert finish(client, phone.code(), next=elsewhere).location == "/"


@pytest.mark.parametrize(
    "code", ["", "000000", "12345", "1" * 100_000, "１２３４５６", "\0", "<script>", "៣៣៣៣៣៣"]
)
def test_a_wrong_code_opens_nothing(client, phone, code):
    half(client)
    assert finish(client, code).status_code == 422
    assert not is_in(client)


def test_a_code_counts_once(app, client, phone):
    code = phone.code()
    half(client)
    assert finish(client, code).location == "/"
    other = app.test_client()
    half(other)
    assert finish(other, code).status_code == 422
    assert finish(other, phone.code(-1)).status_code == 422, "nor one before it"
    assert finish(other, phone.code(1)).location == "/"


def test_a_recovery_code_counts_once_and_is_told(app, client, phone):
    half(client)
    assert finish(client, phone.codes[0].lower().replace("-", " ")).location == "/"
    other = app.test_client()
    half(other)
    assert finish(other, phone.codes[0]).status_code == 422
    assert "9 codes are left" in letters("alice@example.org")[-1].text


def test_a_pass_lasts_ten_minutes(client, phone):
    half(client)
    with clock.at(clock.now() + timedelta(minutes=10, seconds=1)):
        assert client.get("/sign-in/second").location == "/sign-in"
        assert finish(client, phone.code()).location == "/sign-in"
    assert not is_in(client)


def test_a_pass_is_used_up(client, phone):
    half(client)
    with client.session_transaction() as cookie:
        raw = cookie[SECOND]
    finish(client, phone.code())
    assert keys.peek(SECOND, raw, clock.now()) is None
    assert raw not in {row.hash for row in db.session.scalars(select(Token))}


@pytest.mark.parametrize("state", ["suspended", "left"])
def test_who_is_stopped_on_the_way_gets_no_session(client, alice, phone, state):
    half(client)
    with transaction():
        alice.state = state
    assert finish(client, phone.code()).status_code == 403
    assert not is_in(client)


def test_another_members_code_is_none(client, phone):
    with_password(member("Bob"))
    half(client)
    bob = type(phone)(db.session.query(type(member("Eve"))).filter_by(slug="bob").one())
    assert finish(client, bob.code()).status_code == 422
    assert finish(client, bob.codes[0]).status_code == 422


def test_tries_are_limited_for_the_account_in_whatever_browser(app, phone):
    for _ in range(10):
        fresh = app.test_client()
        half(fresh)
        assert finish(fresh, "000000").status_code == 422
    half(fresh)
    assert finish(fresh, phone.code()).status_code == 429


def test_a_new_password_does_not_replace_the_second_factor(client, alice, phone):
    client.post("/password/forgotten", data={"email": ALICE["email"]})
    link = path_in(letters(ALICE["email"])[-1])
    assert client.post(link, data={"password": "four red kites rise"}).location == "/sign-in"
    half(client, password="four red kites rise")
    assert not is_in(client)


def test_a_new_password_ends_who_was_half_in(app, client, alice, phone):
    half(client)
    with_password(alice, "four red kites rise")  # leaves the pass: it is the action that voids it
    with transaction():
        sessions.end_all(alice, clock.now())
    assert finish(client, phone.code()).location == "/sign-in"
