"""A person's file: what is kept, who acts on it, and that the page offers no more than the permits."""

from datetime import timedelta

import pytest

from cop.kernel import clock
from tests.members.conftest import letters
from tests.people import administrator, member, officer, sign_in

MANDATE = {
    "authority": "Health Products Authority",
    "country": "SG",
    "evidence": "Letter of its head",
    "until": (clock.datetime.now(clock.UTC) + timedelta(days=90)).date().isoformat(),
}


@pytest.fixture
def olga(app):
    return sign_in(app.test_client(), officer())


@pytest.fixture
def adam(app):
    return sign_in(app.test_client(), administrator())


@pytest.mark.parametrize("path", ["", "/mandate", "/suspend", "/reinstate"])
def test_members_and_visitors_do_not_learn_whether_a_file_exists(app, client, path):
    """No loader finds anything for them: 404 for every number, so counting up tells nothing."""
    alice = member()
    browser = sign_in(app.test_client(), alice)
    for id in (alice.id, 999):
        assert browser.get(f"/secretariat/members/{id}{path}").status_code == 404
        assert client.get(f"/secretariat/members/{id}{path}").status_code == 404


def test_a_file_shows_what_is_kept(olga):
    alice = member(regulates="SG", why="To learn")
    page = olga.get(f"/secretariat/members/{alice.id}").text
    for shown in ("alice@example.org", "To learn", "Authority", "Letter", "takes part"):
        assert shown in page


def test_each_role_sees_its_own_buttons(olga, adam):
    alice = member()
    for browser, role, mandate in ((olga, False, True), (adam, True, False)):
        page = browser.get(f"/secretariat/members/{alice.id}").text
        assert ("Make Officer" in page) == role
        assert ("Record a mandate" in page) == mandate


def test_roles_are_granted_and_ended_with_a_letter(olga, adam):
    alice = member()
    path = f"/secretariat/members/{alice.id}/roles"
    assert olga.post(path, data={"role": "officer"}).status_code == 403
    assert adam.post(path, data={"role": "king"}).status_code == 422
    adam.post(path, data={"role": "officer"})
    assert alice.roles == {"officer"}
    adam.post(f"{path}/{alice.grants[0].id}/end")
    assert alice.roles == set()
    granted, ended = letters("alice@example.org")
    assert "officer of the secretariat" in granted.text
    assert "has ended" in ended.text


def test_the_last_administrator_is_told_why_the_role_stays(app):
    adam = administrator()
    browser = sign_in(app.test_client(), adam)
    answer = browser.post(f"/secretariat/members/{adam.id}/roles/{adam.grants[0].id}/end")
    assert answer.status_code == 409
    assert "last administrator" in answer.text


def test_a_grant_belongs_to_its_member(adam):
    """An address that mixes two people's numbers leads nowhere (CVE-2026-26973)."""
    alice, olga = member(), officer("Oskar")
    assert adam.post(f"/secretariat/members/{alice.id}/roles/{olga.grants[0].id}/end").status_code == 404
    assert olga.roles == {"officer"}


def test_a_mandate_is_recorded_to_the_end_of_its_day_and_ended(olga):
    alice = member()
    path = f"/secretariat/members/{alice.id}/mandate"
    assert olga.get(path).status_code == 200
    assert olga.post(path, data=MANDATE).location == f"/secretariat/members/{alice.id}"
    assert alice.regulates("SG")
    assert alice.mandates[0].until.strftime("%H:%M:%S") == "23:59:59"
    assert "Health Products Authority" in letters("alice@example.org")[0].text
    olga.post(f"/secretariat/members/{alice.id}/mandates/{alice.mandates[0].id}/end")
    assert not alice.regulates("SG")
    assert "has ended" in letters("alice@example.org")[1].text


@pytest.mark.parametrize(
    ("field", "typed"),
    [("authority", ""), ("authority", "x" * 100_000), ("country", "ZZ"), ("country", ""), ("evidence", ""),
     ("evidence", "\0"), ("until", ""), ("until", "2026-02-30"), ("until", "2020-01-01"),
     ("until", "soon"), ("until", "9999-12-31\0")],
)  # fmt: skip
def test_a_mandate_typed_wrongly_is_refused_at_its_field(olga, field, typed):
    alice = member()
    answer = olga.post(f"/secretariat/members/{alice.id}/mandate", data=MANDATE | {field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert alice.mandates == []


def test_a_letter_about_a_mandate_that_was_ended_meanwhile_is_not_sent(olga):
    alice = member()
    olga.post(f"/secretariat/members/{alice.id}/mandate", data=MANDATE)
    olga.post(f"/secretariat/members/{alice.id}/mandates/{alice.mandates[0].id}/end")
    assert len(letters("alice@example.org")) == 1


def test_an_account_is_stopped_and_opened_again_with_letters(app, olga):
    alice = member()
    browser = sign_in(app.test_client(), alice)
    path = f"/secretariat/members/{alice.id}"
    assert olga.get(f"{path}/suspend").status_code == 200
    olga.post(f"{path}/suspend", data={"reason": "Posted a patient's name."})
    assert browser.get("/account").status_code == 302
    assert "stopped" in olga.get(path).text
    assert olga.get(f"{path}/reinstate").status_code == 200
    olga.post(f"{path}/reinstate", data={"reason": "It is removed."})
    stopped, opened = letters("alice@example.org")
    assert "Posted a patient's name." in stopped.text
    assert "It is removed." in opened.text
    assert "It is removed." in olga.get(path).text


def test_a_seat_is_given_by_an_administrator(olga, adam):
    oskar = officer("Oskar", group_key="professionals")
    path = f"/secretariat/members/{oskar.id}"
    assert "Give a seat" in adam.get(path).text
    assert olga.post(f"{path}/seat", data={"keeps": "yes"}).status_code == 403
    adam.post(f"{path}/seat", data={"keeps": "yes"})
    assert oskar.may_vote
    assert "Take the seat away" in adam.get(path).text


@pytest.mark.parametrize("state", ["", "suspended", "active", "nonsense"])
def test_accounts_are_listed_by_state(olga, state):
    member(state="suspended")
    member("Bob")
    page = olga.get("/secretariat/members/", query_string={"state": state}).text
    assert ("Alice" in page) == (state in ("", "suspended"))
    assert ("Bob" in page) == (state in ("", "active"))
