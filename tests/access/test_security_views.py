"""The page about signing in: what is set up, how an app is, and codes that are shown once."""

import re

import pytest
from sqlalchemy import select

from cop.access.models import RecoveryCode
from cop.kernel.actions import transaction
from cop.kernel.db import db
from tests.access.conftest import App, letters
from tests.people import administrator, officer, sign_in


@pytest.fixture
def browser(app, alice):
    return sign_in(app.test_client(), alice)


def set_up(browser) -> str:
    assert browser.post("/account/security/app").location == "/account/security/app/confirm"
    page = browser.get("/account/security/app/confirm")
    assert page.headers["Cache-Control"] == "no-store"
    return page.text


def test_an_app_is_set_up_by_picture_or_by_key(browser, alice):
    page = set_up(browser)
    key = re.search(r"Key to type: <code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    assert len(key) == 32
    picture = re.search(r"<svg.*?</svg>", page, re.DOTALL)[0]
    assert "style" not in picture and "data:" not in page
    phone = App.__new__(App)
    phone.secret = key
    wrong = browser.post("/account/security/app/confirm", data={"code": "000000"})
    assert wrong.status_code == 422 and key[:4] in wrong.text
    done = browser.post("/account/security/app/confirm", data={"code": phone.code()})
    codes = re.findall(r"<li><code>([0-9A-Z-]{19})</code>", done.text)
    assert len(set(codes)) == 10 and done.headers["Cache-Control"] == "no-store"
    assert codes[0] not in browser.get("/account/security").text
    assert "10 are left" in browser.get("/account/security").text
    assert browser.get("/account/security/app/confirm").location == "/account/security"


def test_codes_are_renewed_by_a_button_of_their_own(browser, phone):
    assert "stop working at once" in browser.get("/account/security/codes").text
    page = browser.post("/account/security/codes")
    assert page.text.count("<li><code>") == 10
    assert phone.codes[0] not in page.text


def test_who_runs_low_is_told(browser, alice, phone):
    with transaction():
        for code in db.session.scalars(select(RecoveryCode).limit(8)):
            code.used_at = alice.registered_at
    page = browser.get("/account/security").text
    assert "2 are left" in page and "Make new ones while" in page


def test_a_visitor_is_asked_to_sign_in(client):
    for page in ("", "/app/confirm", "/codes", "/passkeys/new"):
        assert client.get(f"/account/security{page}").location.startswith("/sign-in?next=")


def test_the_file_shows_administrators_the_way_and_officers_the_number(app, alice, phone):
    file = f"/secretariat/members/{alice.id}"
    seen = sign_in(app.test_client(), officer()).get(file).text
    assert "One second factor." in seen and f"{file}/factors" not in seen
    adam = sign_in(app.test_client(), administrator())
    assert f"{file}/factors" in adam.get(file).text
    assert adam.post(f"{file}/factors", data={"reason": ""}).status_code == 422
    assert adam.post(f"{file}/factors", data={"reason": "She came by."}).location == file
    assert "She came by." in letters("alice@example.org")[-1].text
    assert "She came by." in adam.get(file).text
