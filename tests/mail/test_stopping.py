"""One press, or the mail program's own, ends a thread's letters; opening the address ends nothing."""

import pytest

from cop.delivery import tokens
from cop.delivery.level_queries import chosen
from cop.delivery.level_rules import Level
from cop.kernel import clock
from cop.kernel.actions import transaction


def path(talk, purpose=tokens.STOP, about="") -> str:
    folder = talk.house.config.data_dir
    return (
        f"/letters/stop/{tokens.token(folder, purpose, talk.bob.id, about or talk.thread.ref, clock.now())}"
    )


def level(talk) -> Level:
    return chosen(talk.bob.id, talk.thread.ref).level


def test_opening_the_address_changes_nothing(talk, client):
    assert "Local data" in client.get(path(talk)).text
    assert level(talk) is Level.NORMAL


def test_a_mail_program_stops_by_one_post_without_any_token(talk, app, client):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = client.post(path(talk), data={"List-Unsubscribe": "One-Click"})
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 303
    assert level(talk) is Level.MUTED
    assert "No letters of this kind" in client.get(path(talk)).text


def test_every_other_post_still_asks_for_its_token(talk, app, client):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        assert client.post("/sign-in", data={"email": "bob@example.org"}).status_code == 400
    finally:
        app.config["WTF_CSRF_ENABLED"] = False


def test_the_link_is_no_session(talk, client):
    """Loomio's: whoever had the link that ends letters was signed in by it."""
    client.post(path(talk))
    assert client.get("/account").status_code == 302
    assert client.get(path(talk)).headers["Cache-Control"] == "no-store"


def test_nobody_ends_anothers_letters(talk, client):
    """Postorius CVE-2021-40347: the address of whom to unsubscribe was taken from the request."""
    client.post(path(talk), data={"email": "alice@example.org", "member": str(talk.alice.id)})
    assert chosen(talk.alice.id, talk.thread.ref).level is Level.WATCHING
    raw = path(talk).rpartition("/")[2]
    other = raw.replace(f"{talk.bob.id:x}.", f"{talk.alice.id:x}.", 1)
    assert client.post(f"/letters/stop/{other}").status_code == 404


@pytest.mark.parametrize("about", ["meeting:1", "thread:999"])
def test_other_tokens_stop_nothing(talk, client, about):
    assert client.post(path(talk, about=about)).status_code == 404
    assert client.post(path(talk, tokens.REPLY)).status_code == 404
    assert client.post("/letters/stop/guess").status_code == 404


def test_who_left_has_no_letters_to_stop(talk, client):
    at = path(talk)
    with transaction():
        talk.bob.state = "left"
    assert client.get(at).status_code == 404
