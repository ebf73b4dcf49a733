"""Every way in, for people in every state: a session begins for members in force, by a whole proof, and not otherwise.

And every secret of the house, tried for every other purpose than its own: it opens nothing there.
"""

import re
from datetime import timedelta

import pytest
from flask import session
from sqlalchemy import select

from cop.access import passkeys as keyed
from cop.access.sso_actions import RETURN
from cop.admission.rules import INVITATION, QUESTION
from cop.kernel import clock, keys
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.installation import Installation
from cop.kernel.keys import Token
from cop.kernel.permits import SYSTEM
from cop.members import entrance, sessions, sign_in_actions
from cop.members.models import Session
from cop.members.personas import PERSONAS
from cop.members.rules import CONFIRM, RESET, SECOND
from cop.privacy.dormancy_queries import PURPOSE as DORMANT
from tests.access.conftest import ALICE, App, is_in
from tests.access.device import Device
from tests.architecture.source import modules
from tests.members.conftest import PASSWORD, with_password
from tests.people import member, sign_in

OUT = ("registered", "awaiting", "refused", "suspended", "left")


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


def let_in(client, way, states) -> list[str]:
    """The states in which somebody with all that this way needs gets in by it."""
    person, having = prepared(client, WAYS[way])
    return [state for state in states if tried(client.application.test_client(), way, person, having, state)]


def tried(client, way, person, having, state) -> bool:
    put(person, state)
    with transaction():
        db.session.query(Session).delete()
    way(client, person, having)
    if way is not by_an_old_session and not is_in(client):
        assert db.session.scalar(select(Session)) is None, "a session nobody can use is one too many"
    return is_in(client)


@pytest.mark.parametrize("way", WAYS)
def test_whoever_is_not_in_force_gets_in_by_no_way(demo, way):
    assert let_in(demo, way, OUT) == []


@pytest.mark.parametrize("way", WAYS)
def test_a_member_in_force_gets_in_by_each_but_no_letters_link_signs_in(demo, way):
    assert let_in(demo, way, ["active"]) == ([] if way in NEVER else ["active"])


def test_who_pauses_gets_in(demo):
    assert let_in(demo, by_password, ["paused"]) == ["paused"]


def test_without_the_demand_the_matrix_would_tell(demo, monkeypatch):
    """The control: with the demand for a member in force taken out, somebody gets in."""
    monkeypatch.setattr(sessions, "demand_in_force", lambda _member: None)
    monkeypatch.setattr("cop.members.models.Member.is_member", True)
    assert let_in(demo, by_code, ["suspended"])


def test_one_function_alone_begins_sessions():
    """So that no later way in forgets the demand: whoever begins one goes through the entrance."""
    beginning = {name for name, file in modules().items() if "sessions.begin(" in file.read_text()}
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


def counts_as(purpose):
    return lambda _client, raw: keys.peek(purpose, raw, clock.now()) is not None


def founds(client, raw) -> bool:
    data = {"code": raw, "name": "N", "email": "n@example.org", "password": PASSWORD, "country": "SG", "zone": "UTC",
            "group": "observers", "organisation": "O", "languages": "en", "agree": "y"}  # fmt: skip
    return client.post("/setup", data=data).status_code == 303


PURPOSES = {
    CONFIRM,
    RESET,
    SECOND,
    keyed.NEW,
    keyed.SIGN_IN,
    keyed.PROOF,
    RETURN,
    QUESTION,
    INVITATION,
    DORMANT,
}
DOORS = {  # what opens with a token of that purpose, about that subject ("{}" is the member's number, or the address's)
    CONFIRM: ("address:{}", opens_page("/join/confirm/")),
    RESET: ("address:{}", opens_page("/password/new/")),
    SECOND: ("member:{}", opens_cookie(SECOND, "/sign-in/second")),
    **{purpose: ("member:{}", counts_as(purpose)) for purpose in sorted(PURPOSES - {CONFIRM, RESET, SECOND})},
    "a session": ("member:{}", opens_cookie("_user_id", "/account")),
    "the founding": ("installation:1", founds),
}


def unfounded() -> None:
    with transaction():
        db.session.get_one(Installation, 1).setup_hash = keys.hashed("the code")


@pytest.mark.parametrize("door", DOORS)
def test_a_token_opens_its_own_door_alone(app, door):
    """Each names just what the door would act on: only its purpose keeps it out."""
    person = with_password(member())
    subject, tried = DOORS[door]
    opened = set()
    for purpose in PURPOSES:
        with transaction():
            raw = keys.mint(purpose, subject.format(person.id), timedelta(hours=1), clock.now())
        unfounded()
        opened |= {purpose} if tried(app.test_client(), raw) else set()
    assert opened == {door} & PURPOSES


@pytest.mark.parametrize("door", DOORS)
def test_a_session_and_the_founding_code_open_theirs_alone(app, door):
    person, (_subject, tried) = with_password(member()), DOORS[door]
    with transaction():
        session = sessions.begin(person, "", clock.now())
    unfounded()
    assert tried(app.test_client(), session) == (door == "a session")
    assert tried(app.test_client(), "the code") == (door == "the founding")


def test_every_purpose_of_the_house_is_tried():
    said = re.compile(r'^([A-Z_, ]+) = (("[a-z]+\.[a-z_.]+"(, )?)+)$', re.MULTILINE)
    found = set()
    for file in modules().values():
        text = file.read_text()
        if re.search(r"keys\.(mint|redeem|peek|void)|LASTS", text) or file.stem == "rules":
            found |= {
                one for _names, values, *_rest in said.findall(text) for one in re.findall('"(.*?)"', values)
            }
    assert {CONFIRM, RESET, SECOND} <= found <= PURPOSES


def test_without_its_purpose_a_token_would_open_others(app, monkeypatch):
    """The control: tokens that are looked up by their hash alone."""
    monkeypatch.setattr(
        keys,
        "peek",
        lambda _for, raw, _now: db.session.scalar(select(Token).where(Token.hash == keys.hashed(raw))),
    )
    person = with_password(member())
    with transaction():
        raw = keys.mint(CONFIRM, person.addresses[0].ref, timedelta(hours=1), clock.now())
    assert DOORS[RESET][1](app.test_client(), raw)


@pytest.mark.parametrize("door", DOORS)
def test_nothing_opens_no_door(app, door):
    unfounded()
    for nothing in ("", "None"):
        assert not DOORS[door][1](app.test_client(), nothing)


def test_the_whole_session_is_handed_over_in_a_fresh_cookie(app):
    alice = with_password(member())
    with app.test_request_context():
        session["planted"] = 1
        entrance.hand_over(entrance.Admitted(alice, "raw", whole=False))
        assert dict(session) == {SECOND: "raw"}
