"""Filling in one's profile, without losing anything and without showing more than was chosen."""

import re

import pytest

from cop.profiles import queries
from tests.people import member, sign_in

EDIT = {
    "name": "Alice",
    "organisation": "Agency",
    "languages": ["en", "ms"],
    "language": "en",
    "zone": "Asia/Kuala_Lumpur",
    "position": "Head of devices",
    "expertise": ["Data sovereignty"],
    "more_expertise": "radiology, Tuberculosis",
    "about": "I *review* tools.",
    "version": "1",
}


@pytest.fixture
def alice(app):
    return member(zone="Asia/Singapore", languages=["en"])


@pytest.fixture
def browser(app, alice):
    return sign_in(app.test_client(), alice)


def test_a_profile_is_kept_and_shown_again(browser, alice):
    assert browser.post("/account", data=EDIT).location == "/account"
    page, form = browser.get("/people/alice").text, browser.get("/account").text
    for shown in ("Head of devices", "Data sovereignty, radiology, and Tuberculosis", "<em>review</em>"):
        assert shown in page
    assert 'value="radiology, Tuberculosis"' in form
    assert re.search(r'value="Data sovereignty" checked', form)


def test_what_is_not_sent_keeps_who_sees_it(browser, alice):
    browser.post("/account", data=EDIT | {"sees_position": "nobody"})
    browser.post("/account", data=EDIT | {"version": "2"})
    assert queries.chosen(queries.profile_of(alice))["position"] == "nobody"


def test_nothing_is_public_before_the_name_is(browser, alice):
    refused = browser.post("/account", data=EDIT | {"sees_zone": "public"})
    assert refused.status_code == 422
    assert 'id="sees_zone-error"' in refused.text
    assert queries.profile_of(alice) is None
    browser.post("/account", data=EDIT | {"sees_zone": "public", "sees_name": "public"})
    assert "Everyone can read it" in browser.get("/account").text


@pytest.mark.parametrize(
    ("field", "typed"),
    [("position", "x" * 161), ("position", "A\0"), ("about", "x" * 100_000), ("about", "[" * 20_000),
     ("more_expertise", "x" * 41), ("sees_name", "nobody"), ("sees_zone", "all"), ("expertise", "Anything")],
)  # fmt: skip
def test_bad_input_is_refused_at_its_field(browser, alice, field, typed):
    answer = browser.post("/account", data=EDIT | {field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert queries.profile_of(alice) is None


def test_an_edit_from_an_older_page_shows_both_texts(browser, alice):
    browser.post("/account", data=EDIT | {"about": "The first window"})
    stale = browser.post("/account", data=EDIT | {"about": "The second window"})
    assert stale.status_code == 409
    assert "The first window" in stale.text
    assert "The second window" in stale.text
    assert queries.profile_of(alice).about == "The first window"
