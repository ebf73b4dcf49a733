"""Sessions begin for members in force alone, and end; a lost password is replaced by a letter."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, SignInNeeded
from cop.kernel.permits import SYSTEM
from cop.members import passwords, queries, sessions, sign_in_actions
from cop.members.entrance import Browser
from cop.members.models import Session, Visitor
from cop.members.rules import CONFIRM, RESET
from tests.members.conftest import with_password
from tests.people import member

FIREFOX = Browser("Firefox")
OUT = ["registered", "awaiting", "refused", "suspended", "left"]


def kept(person) -> str:
    return queries.password_of(person.addresses[0].key)[1]


def signed_in(person, browsers=1) -> list[str]:
    return [
        sign_in_actions.sign_in(person, kept(person), FIREFOX, actor=Visitor()).secret
        for _ in range(browsers)
    ]


@pytest.mark.parametrize("state", ["active", "paused"])
def test_a_member_in_force_gets_a_session(app, state):
    alice = with_password(member(state=state))
    (raw,) = signed_in(alice)
    assert sessions.member_of(raw).id == alice.id
    row = db.session.scalars(select(Session)).one()
    assert raw != row.hash
    assert row.device == "Firefox"


@pytest.mark.parametrize("state", OUT)
@pytest.mark.parametrize("way", ["password", "persona", "set up"])
def test_nobody_else_gets_one_by_any_way(app, whole_demo, state, way):
    alice = with_password(member(state=state))
    actor = alice if way == "set up" else Visitor()
    with whole_demo.app_context(), pytest.raises(Forbidden):
        person = db.session.get(type(alice), alice.id)
        if way == "persona":
            sign_in_actions.sign_in_as(person, FIREFOX, actor=actor)
        else:
            sign_in_actions.sign_in(person, kept(person), FIREFOX, actor=actor)
    assert db.session.scalar(select(Session.id)) is None


@pytest.mark.parametrize("state", OUT)
def test_a_session_is_worth_nothing_once_its_member_is_out(app, state):
    alice = with_password(member())
    (raw,) = signed_in(alice)
    with transaction():
        alice.state = state
    assert sessions.member_of(raw) is None


def test_personas_exist_in_the_demonstration_alone(app):
    with pytest.raises(Forbidden):
        sign_in_actions.sign_in_as(member(), FIREFOX, actor=Visitor())


def test_a_password_changed_meanwhile_is_not_proof_any_more(app):
    alice = with_password(member())
    proven = kept(alice)
    with_password(alice, "four red kites rise")
    with pytest.raises(Invalid):
        sign_in_actions.sign_in(alice, proven, FIREFOX, actor=Visitor())


@pytest.mark.parametrize("raw", ["", "x", "\0"])
def test_what_is_no_session_is_nobodys(app, raw):
    assert sessions.member_of(raw) is None


@pytest.mark.parametrize(
    ("idle", "lives"), [(timedelta(days=13), True), (timedelta(days=14, seconds=1), False)]
)
def test_a_session_rests_two_weeks(app, idle, lives):
    (raw,) = signed_in(with_password(member()))
    with clock.at(clock.now() + idle), app.test_request_context():
        assert (sessions.member_of(raw) is not None) == lives


def test_a_session_lasts_sixty_days_however_it_is_used(app):
    (raw,) = signed_in(with_password(member()))
    with transaction():
        row = db.session.scalars(select(Session)).one()
        row.used = row.begun + timedelta(days=60)
    with clock.at(row.begun + timedelta(days=60, seconds=1)):
        assert sessions.member_of(raw) is None


def test_signing_out_ends_this_session_only(app):
    alice = with_password(member())
    here, there = signed_in(alice, 2)
    alice.session_id = here
    sign_in_actions.sign_out(alice, actor=alice)
    assert sessions.member_of(here) is None
    assert sessions.member_of(there) is not None


def test_ending_the_others_keeps_this_one(app):
    alice = with_password(member())
    here, *others = signed_in(alice, 3)
    alice.session_id = here
    sign_in_actions.end_other_sessions(alice, actor=alice)
    assert sessions.member_of(here) is not None
    assert [sessions.member_of(raw) for raw in others] == [None, None]


def test_nobody_ends_anothers_session(app):
    alice, bob = with_password(member()), member("Bob")
    signed_in(alice)
    session = db.session.scalars(select(Session)).one()
    with pytest.raises(Forbidden):
        sign_in_actions.end_session(session, actor=bob)
    with pytest.raises(SignInNeeded):
        sign_in_actions.end_session(session, actor=Visitor())
    sign_in_actions.end_session(session, actor=alice)
    assert session.ended is not None


def reset_link(person) -> str:
    return sign_in_actions.make_link(person.addresses[0], RESET, actor=SYSTEM)


def test_a_reset_replaces_the_password_ends_sessions_and_voids_other_links(app):
    alice = with_password(member())
    (raw,) = signed_in(alice)
    link, spare = reset_link(alice), reset_link(alice)
    secret = passwords.hashed("four red kites rise")
    sign_in_actions.reset_password(link, secret, actor=Visitor())
    assert kept(alice) == secret
    assert sessions.member_of(raw) is None
    for used in (link, spare):
        with pytest.raises(IllegalMove):
            sign_in_actions.reset_password(used, "stolen", actor=Visitor())
    assert kept(alice) == secret


def test_a_reset_link_serves_nothing_else_and_no_other_link_resets(app):
    alice = with_password(member(state="registered"))
    confirm = sign_in_actions.make_link(alice.addresses[0], CONFIRM, actor=SYSTEM)
    with pytest.raises(IllegalMove):
        sign_in_actions.reset_password(confirm, "stolen", actor=Visitor())


def test_a_reset_link_runs_out(app):
    link = reset_link(with_password(member()))
    with clock.at(clock.now() + timedelta(hours=2, seconds=1)), pytest.raises(IllegalMove):
        sign_in_actions.reset_password(link, "late", actor=Visitor())


def test_a_link_to_an_address_that_was_removed_resets_nothing(app):
    """As in CVE-2021-37693: the address is not the member's any more."""
    alice = with_password(member())
    link = reset_link(alice)
    with transaction():
        db.session.delete(alice.addresses[0])
    with pytest.raises(IllegalMove):
        sign_in_actions.reset_password(link, "stolen", actor=Visitor())


def test_changing_the_password_keeps_this_browser_only(app):
    alice = with_password(member())
    here, there = signed_in(alice, 2)
    alice.session_id = here
    sign_in_actions.change_password(alice, kept(alice), passwords.hashed("four red kites rise"), actor=alice)
    assert sessions.member_of(here) is not None
    assert sessions.member_of(there) is None


def test_nobody_changes_anothers_password(app):
    alice, bob = with_password(member()), member("Bob")
    with pytest.raises(Forbidden):
        sign_in_actions.change_password(alice, kept(alice), "stolen", actor=bob)


def test_links_are_made_by_the_clock_alone(app):
    alice = member()
    with pytest.raises(Forbidden):
        sign_in_actions.make_link(alice.addresses[0], RESET, actor=alice)
