"""A lost password: a letter to the address, and the same page for everyone."""

import pytest

from cop.kernel.actions import transaction
from tests.members.conftest import PASSWORD, letters, path_in, with_password
from tests.people import member

ALICE = "alice@example.org"
NEW = "four red kites rise"


def ask(client, email=ALICE):
    return client.post("/password/forgotten", data={"email": email})


def test_a_new_password_by_letter(client):
    with_password(member())
    assert ask(client).location == "/password/sent"
    link = path_in(letters(ALICE)[0])
    shown = client.get(link)
    assert shown.headers["Cache-Control"] == "no-store"
    assert client.post(link, data={"password": NEW}).location == "/sign-in"
    assert client.post("/sign-in", data={"email": ALICE, "password": PASSWORD}).status_code == 422
    assert client.post("/sign-in", data={"email": ALICE, "password": NEW}).location == "/"
    assert client.get(link).status_code == 409
    assert "was changed" in letters(ALICE)[-1].text


def test_the_page_is_the_same_whether_or_not_the_address_is_known(client):
    with_password(member())
    known, unknown = ask(client), ask(client, "nobody@example.org")
    assert (known.status_code, known.location, known.data) == (
        unknown.status_code,
        unknown.location,
        unknown.data,
    )
    assert [mail.to for mail in letters()] == [ALICE]


def test_an_address_that_was_never_confirmed_gets_no_link(client):
    alice = member(state="registered")
    with transaction():
        alice.addresses[0].verified_at = None
    ask(client)
    assert letters() == []


@pytest.mark.parametrize("state", ["awaiting", "refused", "suspended"])
def test_a_new_password_opens_no_closed_account(client, state):
    with_password(member(state=state))
    ask(client)
    client.post(path_in(letters(ALICE)[0]), data={"password": NEW})
    assert client.post("/sign-in", data={"email": ALICE, "password": NEW}).status_code == 403


@pytest.mark.parametrize("weak", ["", "short", "Password123!", "alice alice", "x" * 100_000, "\0"])
def test_a_weak_password_is_refused_and_the_link_still_holds(client, weak):
    with_password(member())
    ask(client)
    link = path_in(letters(ALICE)[0])
    refused = client.post(link, data={"password": weak})
    assert refused.status_code == 422
    assert 'id="password-error"' in refused.text
    assert client.post(link, data={"password": NEW}).location == "/sign-in"


def test_a_confirmation_link_is_no_reset_link_and_back(client):
    """Valid for one purpose only."""
    with_password(member())
    ask(client)
    raw = path_in(letters(ALICE)[0]).rsplit("/", 1)[1]
    assert client.get(f"/join/confirm/{raw}").status_code == 409
    assert client.get(f"/password/new/{raw}").status_code == 200


def test_letters_to_one_address_are_limited(client):
    with_password(member())
    assert [ask(client).status_code for _ in range(7)] == [303] * 5 + [429] * 2


@pytest.mark.parametrize("typed", ["", "alice", "a\0@example.org", "x" * 100_000, "<script>@example.org"])
def test_bad_input_is_refused(client, typed):
    answer = ask(client, typed)
    assert answer.status_code == 422
    assert 'id="email-error"' in answer.text
