"""A letter upon signing in with a browser that was not used before; never upon the first."""

import pytest
from sqlalchemy import select

from cop.kernel.db import db
from cop.members.models import KnownDevice
from tests.access.conftest import ALICE, letters
from tests.members.conftest import PASSWORD, with_password
from tests.people import member

FIREFOX = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"}


def signs_in(client, who=ALICE, headers=FIREFOX):
    assert client.post("/sign-in", data=who, headers=headers).status_code == 303
    client.post("/sign-out")


def told() -> int:
    return sum("new here" in mail.subject for mail in letters("alice@example.org"))


def test_the_first_browser_is_no_news_and_another_is(app, alice):
    first, second = app.test_client(), app.test_client()
    for _ in range(2):
        signs_in(first)
    assert told() == 0
    assert second.post("/sign-in", data=ALICE, headers=FIREFOX).status_code == 303
    assert told() == 1
    assert "Firefox, Windows" in letters("alice@example.org")[-1].text
    for browser in (first, second):
        signs_in(browser)
    assert told() == 1


def test_one_that_was_signed_out_already_is_not_told(app, alice):
    signs_in(app.test_client())
    signs_in(app.test_client())
    assert told() == 0


def test_people_who_share_a_browser_do_not_hear_of_each_other(app, alice):
    with_password(member("Bob"))
    shared = app.test_client()
    signs_in(shared)
    signs_in(shared, {"email": "bob@example.org", "password": PASSWORD})
    signs_in(shared)
    assert letters() == []
    assert len({row.hash for row in db.session.scalars(select(KnownDevice))}) == 2


def test_the_mark_is_random_long_and_kept_hashed(app, alice):
    client = app.test_client()
    signs_in(client)
    mark = client.get_cookie("device")
    assert len(mark.value) == 43 and mark.http_only and mark.max_age == 400 * 24 * 3600
    assert db.session.scalars(select(KnownDevice)).one().hash != mark.value


@pytest.mark.parametrize("planted", ["", "x", "x" * 4_000, "é" * 43, '";'])
def test_a_mark_that_is_none_of_ours_is_replaced(app, alice, planted):
    client = app.test_client()
    client.set_cookie("device", planted)
    signs_in(client)
    assert len(client.get_cookie("device").value) == 43
