"""Every way in, for people in every state: a session begins for members in force, by a whole proof, and not otherwise.

And every secret of the house, tried for every other purpose than its own: it opens nothing there.
"""

from datetime import timedelta

import pytest
from flask import session
from sqlalchemy import select

from cop.access import passkeys as keyed
from cop.kernel import clock, keys
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.installation import Installation
from cop.kernel.permits import SYSTEM
from cop.members import entrance, sessions, sign_in_actions
from cop.members.models import Session
from cop.members.personas import PERSONAS
from cop.members.rules import CONFIRM, RESET, SECOND
from tests.access.conftest import ALICE, App, is_in
from tests.access.device import Device
from tests.architecture.source import called, modules, tree
from tests.members.conftest import PASSWORD, with_password
from tests.people import member, sign_in

OUT = ("registered", "awaiting", "refused", "suspended", "left")
IN = ("active", "paused")


def by_password(client, _person, _held):
    client.post("/sign-in", data=ALICE)


def by_code(client, person, held):
    by_password(client, person, held)
    client.post("/sign-in/second", data={"code": held["phone"].code()})


def by_recovery_code(client, person, held):
    by_password(client, person, held)
    client.post("/sign-in/second", data={"code": held["phone"].codes[0]})


def by_code_when_stopped_on_the_way(client, person, held):
    state = person.state
    put(person, "active")
    by_password(client, person, held)
    put(person, state)
    client.post("/sign-in/second", data={"code": held["phone"].code()})


def by_passkey(client, _person, held):
    options = client.post("/sign-in/passkey/challenge").json
    client.post("/sign-in/passkey", data={"credential": held["device"].sign(options)})


def by_persona(client, _person, _held):
    client.post("/demo/sign-in", data={"persona": PERSONAS[0].key})


def by_reset_link(client, person, _held):
    link = sign_in_actions.make_link(person.addresses[0], RESET, actor=SYSTEM)
    client.get(f"/password/new/{link}")
    client.post(f"/password/new/{link}", data={"password": "four red kites rise"})


def by_confirm_link(client, person, _held):
    link = sign_in_actions.make_link(person.addresses[0], CONFIRM, actor=SYSTEM)
    client.get(f"/join/confirm/{link}")
    client.post(f"/join/confirm/{link}", data={"password": PASSWORD})


def by_an_old_session(client, person, _held):
    with transaction():
        times = {"begun": clock.now(), "used": clock.now()}
        db.session.add(Session(member_id=person.id, hash=keys.hashed("old"), **times))
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = "old", True


WAYS = {
    by_password: set(),
    by_code: {"phone"},
    by_recovery_code: {"phone"},
    by_code_when_stopped_on_the_way: {"phone"},
    by_passkey: {"device"},
    by_persona: set(),
    by_reset_link: set(),
    by_confirm_link: set(),
    by_an_old_session: set(),
}
NEVER = {by_reset_link, by_confirm_link}


def put(person, state) -> None:
    with transaction():
        person.state = state


def prepared(client, held) -> tuple:
    """Someone with all that this way needs, while still a member."""
    person = with_password(member(PERSONAS[0].name))
    with transaction():
        person.addresses[0].key = person.addresses[0].email = ALICE["email"]
    having = {}
    if "phone" in held:
        having["phone"] = App(person)
    if "device" in held:
        having["device"] = device = Device()
        inside = sign_in(client.application.test_client(), person)
        made = device.make(inside.post("/account/security/passkeys/challenge").json)
        inside.post("/account/security/passkeys/new", data={"name": "x", "credential": made})
    return person, having


def let_in(client, way, state) -> bool:
    person, having = prepared(client, WAYS[way])
    put(person, state)
    with transaction():
        db.session.query(Session).delete()
    way(client, person, having)
    if way is not by_an_old_session and not is_in(client):
        assert db.session.scalar(select(Session)) is None, "a session nobody can use is one too many"
    return is_in(client)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("state", OUT)
def test_whoever_is_not_in_force_gets_in_by_no_way(demo, way, state):
    assert not let_in(demo, way, state)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("state", IN)
def test_a_member_in_force_gets_in_by_each_but_no_letters_link_signs_in(demo, way, state):
    assert let_in(demo, way, state) == (way not in NEVER)


def test_without_the_demand_the_matrix_would_tell(demo, monkeypatch):
    """The control: with the demand for a member in force taken out, somebody gets in."""
    monkeypatch.setattr(sessions, "demand_in_force", lambda _member: None)
    monkeypatch.setattr("cop.members.models.Member.is_member", True)
    assert let_in(demo, by_code, "suspended")


def test_one_function_alone_begins_sessions():
    """So that no later way in forgets the demand: whoever begins one goes through the entrance."""
    calling = {name for name, file in modules().items() if "begin" in called(tree(file))}
    beginning = {name for name in calling if "sessions.begin(" in modules()[name].read_text()}
    assert beginning == {"cop.members.entrance"}


# --- every secret for every purpose -------------------------------------------------------------------------


def opens_page(path):
    return lambda client, raw: client.get(path + raw).status_code == 200


def opens_cookie(name, path):
    def tried(client, raw) -> bool:
        with client.session_transaction() as cookie:
            cookie.clear()
            cookie[name] = raw
        return client.get(path).status_code == 200

    return tried


def answers(purpose):
    return lambda _client, raw: keys.peek(purpose, raw, clock.now()) is not None


def founds(client, raw) -> bool:
    data = {"code": raw, "name": "N", "email": "n@example.org", "password": PASSWORD, "country": "SG", "zone": "UTC",
            "group": "observers", "organisation": "O", "languages": "en"}  # fmt: skip
    return client.post("/setup", data=data).status_code == 303


DOORS = {
    "confirm": opens_page("/join/confirm/"),
    "reset": opens_page("/password/new/"),
    "second": opens_cookie(SECOND, "/sign-in/second"),
    "session": opens_cookie("_user_id", "/account"),
    "new passkey": answers(keyed.NEW),
    "passkey": answers(keyed.SIGN_IN),
    "proof": answers(keyed.PROOF),
    "founding": founds,
}


def secret(purpose: str, person) -> str:
    """One that is valid now."""
    now, address = clock.now(), person.addresses[0].ref
    with transaction():
        if purpose == "session":
            return sessions.begin(person, "", now)
        if purpose == "founding":
            db.session.get_one(Installation, 1).setup_hash = keys.hashed("the code")
            return "the code"
        name, subject = {
            "confirm": (CONFIRM, address),
            "reset": (RESET, address),
            "second": (SECOND, person.ref),
            "new passkey": (keyed.NEW, person.ref),
            "passkey": (keyed.SIGN_IN, keyed.ANYONE),
            "proof": (keyed.PROOF, person.ref),
        }[purpose]
        return keys.mint(name, subject, timedelta(hours=1), now)


@pytest.mark.parametrize("purpose", DOORS)
def test_a_secret_opens_its_own_door_alone(app, purpose):
    raw = secret(purpose, with_password(member()))
    opened = {door for door, tried in DOORS.items() if door != "founding" and tried(app.test_client(), raw)}
    with transaction():
        row = db.session.get_one(Installation, 1)
        row.setup_hash = row.setup_hash or keys.hashed("another code")
    opened |= {"founding"} if founds(app.test_client(), raw) else set()
    assert opened == {purpose}


def test_without_its_purpose_a_token_would_open_others(app, monkeypatch):
    """The control: tokens that are looked up by their hash alone."""
    monkeypatch.setattr(
        keys,
        "peek",
        lambda _purpose, raw, _now: db.session.scalar(
            select(keys.Token).where(keys.Token.hash == keys.hashed(raw))
        ),
    )
    raw = secret("confirm", with_password(member()))
    assert DOORS["reset"](app.test_client(), raw)


@pytest.mark.parametrize("door", DOORS)
def test_nothing_opens_no_door(app, door):
    for nothing in ("", "x", "0", "None", "null"):
        assert not DOORS[door](app.test_client(), nothing)


def test_the_whole_session_is_handed_over_in_a_fresh_cookie(app):
    alice = with_password(member())
    with app.test_request_context():
        session["planted"] = 1
        entrance.hand_over(entrance.Admitted(alice, "raw", whole=False))
        assert dict(session) == {SECOND: "raw"}
