"""The secretariat's pages: who sees them, what they do, how many queries they take."""

import pytest

from tests.members.conftest import letters
from tests.people import administrator, member, officer, sign_in

PAGES = [
    "/secretariat/",
    "/secretariat/approvals",
    "/secretariat/changes",
    "/secretariat/members/",
    "/secretariat/mail/",
]


@pytest.fixture
def olga(app):
    return sign_in(app.test_client(), officer())


@pytest.mark.parametrize("path", PAGES)
def test_visitors_and_members_do_not_see_them(app, client, path):
    assert client.get(path).location.startswith("/sign-in")
    assert sign_in(app.test_client(), member()).get(path).status_code == 403


def test_officers_see_all_and_administrators_what_is_theirs(app, olga):
    assert [olga.get(path).status_code for path in PAGES] == [200] * 5
    adam = sign_in(app.test_client(), administrator())
    assert [adam.get(path).status_code for path in PAGES] == [200, 403, 403, 200, 200]
    tools = adam.get("/secretariat/").text
    assert "/secretariat/members/" in tools
    assert "/secretariat/approvals" not in tools


def test_the_place_is_in_the_menu_of_who_may_go_there(app, olga):
    assert 'href="/secretariat/"' in olga.get("/people/").text
    assert 'href="/secretariat/"' not in sign_in(app.test_client(), member()).get("/people/").text


def test_a_change_is_decided_with_an_answer(app, olga):
    alice = member()
    sign_in(app.test_client(), alice).post(
        "/account/group", data={"group": "institutions", "country": "MY", "reason": "A new post."}
    )
    assert "Alice" in olga.get("/secretariat/changes").text
    assert "A new post." in olga.get("/secretariat/changes/1").text
    assert olga.post("/secretariat/changes/1", data={"grant": "yes", "answer": ""}).status_code == 422
    olga.post("/secretariat/changes/1", data={"grant": "yes", "answer": "Good luck there."})
    assert (alice.group_key, alice.country) == ("institutions", "MY")
    told = letters("alice@example.org")[0].text
    assert "Good luck there." in told
    assert "Malaysia" in told
    assert olga.get("/secretariat/changes/1").status_code == 404
