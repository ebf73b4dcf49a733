"""One's own account: edited without losing anything, and nobody else's."""

import re

import pytest
from sqlalchemy import select

from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.members.models import ChangeRequest, Session
from tests.members.conftest import PASSWORD, letters, with_password
from tests.people import member, sign_in

EDIT = {
    "name": "Alice Tan",
    "organisation": "Agency",
    "languages": ["en", "ms"],
    "language": "en",
    "zone": "Asia/Kuala_Lumpur",
    "version": "1",
}


@pytest.fixture
def alice(app):
    return with_password(member(zone="Asia/Singapore", languages=["en"]))


@pytest.fixture
def browser(app, alice):
    return sign_in(app.test_client(), alice)


@pytest.mark.parametrize("path", ["/account", "/account/group", "/account/password", "/account/sessions"])
def test_pages_open_to_their_member_only(client, browser, path):
    assert browser.get(path).status_code == 200
    assert client.get(path).location.startswith("/sign-in?next=")


def test_the_page_shows_what_is_kept(browser):
    page = browser.get("/account").text
    assert 'value="Organisation of Alice"' in page
    assert '<option selected value="Asia/Singapore">' in page


def test_an_edit_is_kept(browser, alice):
    assert browser.post("/account", data=EDIT).location == "/account"
    assert (alice.name, alice.organisation.name, alice.zone, alice.version) == (
        "Alice Tan",
        "Agency",
        "Asia/Kuala_Lumpur",
        2,
    )
    assert (alice.languages, alice.slug) == (["en", "ms"], "alice")
    assert "Saved." in browser.get("/account").text


def test_a_stale_edit_shows_both_and_loses_neither(browser, alice):
    browser.post("/account", data=EDIT | {"name": "Alice of the first window"})
    stale = browser.post("/account", data=EDIT | {"name": "Alice of the second window"})
    assert stale.status_code == 409
    assert "Alice of the first window" in stale.text
    assert 'value="Alice of the second window"' in stale.text
    version = re.search(r'name="version"[^>]*value="(\d+)"', stale.text)[1]
    browser.post("/account", data=EDIT | {"name": "Alice of the second window", "version": version})
    assert alice.name == "Alice of the second window"


@pytest.mark.parametrize("version", ["", "0", "x", "٣", "9" * 5_000, "-1", "1.0"])
def test_a_version_that_is_none_is_stale(browser, alice, version):
    assert browser.post("/account", data=EDIT | {"version": version}).status_code == 409
    assert alice.name == "Alice"


@pytest.mark.parametrize(
    ("field", "typed"),
    [("name", ""), ("name", "x" * 100_000), ("name", "A\0"), ("name", "\u202eecilA"), ("organisation", ""),
     ("languages", "xx"), ("language", "xx"), ("zone", "Mars/Base"), ("zone", "")],
)  # fmt: skip
def test_bad_input_is_refused_at_its_field(browser, alice, field, typed):
    answer = browser.post("/account", data=EDIT | {field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert alice.name == "Alice"


def test_what_is_not_asked_for_is_not_taken(browser, alice):
    """As in CVE-2026-28219: fields that the form does not have."""
    browser.post(
        "/account",
        data=EDIT | {"state": "active", "group_key": "observers", "country": "LA", "votes": "1", "slug": "x"},
    )
    assert (alice.group_key, alice.country, alice.votes, alice.slug) == ("regulators", "SG", None, "alice")


def test_a_change_of_group_is_asked_for(browser, alice):
    typed = {"group": "institutions", "country": "MY", "reason": "A new post."}
    assert browser.post("/account/group", data=typed).location == "/account"
    assert db.session.scalars(select(ChangeRequest)).one().reason == "A new post."
    assert "has your request of" in browser.get("/account").text
    assert browser.post("/account/group", data=typed).status_code == 409


def test_the_password_is_changed_by_who_knows_it(browser, alice, client):
    wrong = browser.post(
        "/account/password", data={"current_password": "wrong", "password": "four red kites rise"}
    )
    assert wrong.status_code == 422
    assert 'id="current_password-error"' in wrong.text
    common = browser.post("/account/password", data={"current_password": PASSWORD, "password": "Password123"})
    assert 'id="password-error"' in common.text
    done = browser.post(
        "/account/password", data={"current_password": PASSWORD, "password": "four red kites rise"}
    )
    assert done.location == "/account"
    assert browser.get("/account").status_code == 200
    assert "was changed" in letters("alice@example.org")[-1].text
    assert (
        client.post("/sign-in", data={"email": "alice@example.org", "password": PASSWORD}).status_code == 422
    )


def test_browsers_are_listed_and_signed_out(app, browser, alice):
    other = sign_in(app.test_client(), alice)
    page = browser.get("/account/sessions").text
    assert page.count("This browser") == 1
    ended = re.search(r"/account/sessions/(\d+)/end", page)[1]
    browser.post(f"/account/sessions/{ended}/end")
    assert other.get("/account").status_code == 302
    assert browser.get("/account").status_code == 200


def test_all_others_are_signed_out_at_once(app, browser, alice):
    others = [sign_in(app.test_client(), alice) for _ in range(2)]
    browser.post("/account/sessions/end-others")
    assert [o.get("/account").status_code for o in others] == [302, 302]
    assert browser.get("/account").status_code == 200


def test_anothers_session_is_not_there(app, browser):
    bob = sign_in(app.test_client(), member("Bob"))
    his = db.session.scalars(select(Session.id).order_by(Session.id.desc())).first()
    for id in (his, 999):
        assert browser.post(f"/account/sessions/{id}/end").status_code == 404
    assert bob.get("/account").status_code == 200


def test_a_suspended_member_sees_nothing_more(browser, alice):
    with transaction():
        alice.state = "suspended"
    assert browser.get("/account").status_code == 302
