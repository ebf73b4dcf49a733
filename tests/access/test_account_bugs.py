"""Bugs that other platforms had with accounts, by their names: none is here, and each is found when it is planted."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from cop.access import factor_actions, totp
from cop.kernel import keys, limits, refs
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden
from cop.kernel.keys import Token
from cop.kernel.permits import ADMINISTRATOR, OFFICER, SYSTEM
from cop.members import keeping, office_actions, permits, queries, sign_in_actions
from cop.members.models import Address, Member
from cop.members.rules import RESET
from tests.access.conftest import ALICE, App, half, is_in, letters, path_in
from tests.members.conftest import with_password
from tests.people import administrator, member, officer, sign_in

EMAIL, NEW = ALICE["email"], "four red kites rise"
NOW, LATER = datetime(2026, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def reset_link(person) -> str:
    return f"/password/new/{sign_in_actions.make_link(person.addresses[0], RESET, actor=SYSTEM)}"


# --- the link to an address that was taken away still sets a password ----------------------------------------


def removed_address(client):
    alice = with_password(member())
    before, link = queries.password_of(EMAIL)[1], reset_link(alice)
    with transaction():
        alice.addresses[0].key = "gone@example.org"
        db.session.delete(alice.addresses[0])
        db.session.add(Address(member_id=alice.id, email="new@example.org", key="new@example.org"))
    client.post(link, data={"password": NEW})
    assert queries.password_of("new@example.org")[1] == before


def links_for_members(patch):
    """Planted: a link stands for its member, by whatever address."""

    def any_address(_purpose, raw, now):
        token = keys.peek(RESET, raw, now)
        return db.session.scalar(select(Address).where(Address.member_id == 1)) if token else None

    patch.setattr(queries, "address_by_link", any_address)
    patch.setattr(keeping, "linked_address", any_address)


# --- a link is used up by looking at it (a mail scanner does) --------------------------------------------------


def link_on_get(client):
    link = reset_link(with_password(member()))
    for _ in range(3):
        assert client.get(link).status_code == 200
        client.head(link)
    assert db.session.scalars(select(Token)).one().used_at is None
    assert client.post(link, data={"password": NEW}).location == "/sign-in"


def used_by_looking(patch):
    def look(purpose, raw, now):
        with transaction():
            subject = keys.redeem(purpose, raw, now)
        return db.session.get(Address, refs.split(subject)[1]) if subject else None

    patch.setattr(queries, "address_by_link", look)


# --- somebody has a mailbox filled with our letters ------------------------------------------------------------


def mail_flood(client):
    with_password(member())
    spellings = (EMAIL, "ALICE@example.org", " Alice@Example.ORG", "alice@EXAMPLE.org")
    for n in range(12):
        place = {"REMOTE_ADDR": f"10.0.{n}.1"}
        client.post("/password/forgotten", data={"email": spellings[n % 4]}, environ_overrides=place)
    assert len(letters(EMAIL)) <= 5


def no_limits(patch):
    patch.setattr(limits, "spend", lambda *_rule: None)


# --- the Host of a request stands in the link that a letter carries ---------------------------------------------


def host_in_link(client):
    with_password(member())
    evil = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    client.post("/password/forgotten", data={"email": EMAIL}, headers=evil)
    (mail,) = letters(EMAIL)
    assert "http://127.0.0.1:8000/password/new/" in mail.text
    assert "evil.example" not in mail.text


def host_believed(patch):
    made = Flask.test_request_context
    patch.setattr(
        Flask, "test_request_context", lambda app, base_url: made(app, base_url="http://evil.example")
    )


# --- signing in leads to somebody else's page -------------------------------------------------------------------


def next_elsewhere(client):
    phone = App(with_password(member()))
    for elsewhere in (
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "\\/evil.example",
        "/\t/evil.example",
    ):
        answer = client.post("/sign-in", data=ALICE | {"next": elsewhere})
        assert "evil" not in answer.location
    assert client.post("/sign-in/second", data={"code": phone.code(), "next": elsewhere}).location == "/"


def anywhere(patch):
    patch.setattr("cop.members.entrance.own_path", lambda wished, otherwise="/": wished or otherwise)


# --- who was stopped reads on ------------------------------------------------------------------------------------


def stopped_reads(client):
    alice, olga = with_password(member()), officer()
    inside = sign_in(client, alice)
    office_actions.suspend(alice, "Asked by letter.", actor=olga)
    for page in ("/account", "/people/", "/account/security"):
        assert inside.get(page).status_code == 302
    client.post("/sign-in", data=ALICE)
    assert not is_in(client)


def states_ignored(patch):
    patch.setattr(Member, "is_member", True)


# --- an empty secret is accepted -----------------------------------------------------------------------------------


def empty_secret(client):
    alice = with_password(member())
    App(alice)
    with transaction():
        db.session.execute(Token.__table__.insert().values(purpose=RESET, subject="address:1", hash=keys.hashed(""),
                                                           expires=LATER))  # fmt: skip
    assert keys.peek(RESET, "", NOW) is None
    half(client)
    for nothing in ("", " ", "-", "\u200b"):
        client.post("/sign-in/second", data={"code": nothing})
        assert not is_in(client)
    assert all(totp.step_of("", f"{code:06}", NOW, 0) is None for code in range(0, 10**6, 9973))


def nothing_is_something(patch):
    patch.setattr(
        keys,
        "peek",
        lambda _p, raw, _n: db.session.scalar(select(Token).where(Token.hash == keys.hashed(raw))),
    )


# --- a lower office reaches what is above it -------------------------------------------------------------------------


def lower_office(client):
    olga, adam = officer(), administrator()
    App(adam)
    inside = sign_in(client, olga)
    for path in ("factors", "suspend", "roles", "seat"):
        data = {"reason": "x", "role": "administrator", "keeps": "yes"}
        assert inside.post(f"/secretariat/members/{adam.id}/{path}", data=data).status_code == 403
    with pytest.raises(Forbidden):
        factor_actions.reset_factors(adam, "x", actor=olga)
    assert (adam.factors, adam.state, olga.grants_held) == (1, "active", {"officer"})


def officers_too(patch):
    """Planted where the permit is asked, since every route and action holds the permit itself."""
    wide = replace(permits.may_reset_factors, who=(ADMINISTRATOR, OFFICER))
    asked = type(wide).__call__

    def ask(permit, actor, subject=None):
        return asked(wide if permit == permits.may_reset_factors else permit, actor, subject)

    patch.setattr(type(wide), "__call__", ask)


BUGS = {
    "Discourse CVE-2021-37693": (removed_address, links_for_members),
    "Discourse CVE-2019-1020018": (link_on_get, used_by_looking),
    "Discourse CVE-2022-31184": (mail_flood, no_limits),
    "Indico CVE-2021-30185": (host_in_link, host_believed),
    "Flask-Security CVE-2023-49438": (next_elsewhere, anywhere),
    "Zulip CVE-2016-4427": (stopped_reads, states_ignored),
    "Discourse CVE-2026-26077": (empty_secret, nothing_is_something),
    "Decidim CVE-2026-45086": (lower_office, officers_too),
}


@pytest.mark.parametrize("bug", BUGS)
def test_none_of_them_is_here(client, bug):
    check, _plant = BUGS[bug]
    check(client)


@pytest.mark.parametrize("bug", BUGS)
def test_each_is_found_when_it_is_planted(client, bug, monkeypatch):
    check, plant = BUGS[bug]
    plant(monkeypatch)
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        check(client)


def test_a_key_that_was_emptied_stops_the_start(tmp_path):
    """The same fault elsewhere: with an empty key, everybody could sign cookies and open secrets."""
    keys.kept_secret(tmp_path, "cookies")
    (tmp_path / "keys" / "cookies").write_bytes(b"")
    with pytest.raises(RuntimeError, match="not whole"):
        keys.kept_secret(tmp_path, "cookies")


def test_a_link_in_a_letter_is_followed_by_hand(client):
    """The whole way once, as a person goes it."""
    with_password(member())
    client.post("/password/forgotten", data={"email": EMAIL})
    link = path_in(letters(EMAIL)[0])
    assert client.post(link, data={"password": NEW}).location == "/sign-in"
    assert client.post("/sign-in", data=ALICE | {"password": NEW}).location == "/"
