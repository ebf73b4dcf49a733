"""From a request to a member: each step by its own action, each once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.admission import actions as admission
from cop.kernel import clock, keys
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid
from cop.kernel.installation import Installation
from cop.kernel.ledger import Entry
from cop.kernel.permits import SYSTEM
from cop.members import joining_actions, passwords, queries, sign_in_actions
from cop.members.models import Member, Visitor
from cop.members.rules import CONFIRM, RESET, Asked
from tests.members.conftest import PASSWORD
from tests.people import member, officer

ASKED = Asked(
    name="Nina Nurdin",
    email="nina@example.org",
    group="professionals",
    country="ID",
    organisation="District Hospital 9",
    languages=("id", "en"),
    zone="Asia/Makassar",
    why="To learn.",
)


def registered(asked=ASKED, secret="hash") -> Member:
    return joining_actions.register(asked, secret, actor=Visitor())


def link(person: Member, purpose=CONFIRM) -> str:
    return sign_in_actions.make_link(person.addresses[0], purpose, actor=SYSTEM)


def last_verb() -> str:
    return db.session.scalar(select(Entry.verb).order_by(Entry.id.desc()).limit(1))


def test_a_request_is_written_down(app):
    nina = registered()
    assert (nina.state, nina.slug, nina.organisation.name) == (
        "registered",
        "nina-nurdin",
        "District Hospital 9",
    )
    assert last_verb() == "registration_sent"


def test_the_ledger_holds_no_name_address_or_word(app):
    nina = registered()
    joining_actions.confirm_address(link(nina), actor=Visitor())
    admission.refuse(nina, "We know nothing of District Hospital 9", actor=officer())
    told = " ".join(f"{e.actor} {e.verb} {e.subject} {e.facts}" for e in db.session.scalars(select(Entry)))
    assert not [word for word in ("Nina", "nina", "example.org", "Hospital", "learn") if word in told]


def test_one_organisation_however_it_is_spelled(app):
    first = registered()
    second = registered(replace(ASKED, email="olli@example.org", organisation="district HOSPITAL 9"))
    assert first.organisation_id == second.organisation_id


def test_people_of_one_name_get_addresses_of_their_own(app):
    slugs = [registered(replace(ASKED, email=f"n{i}@example.org")).slug for i in range(3)]
    slugs.append(registered(replace(ASKED, name="นีน่า", email="n9@example.org")).slug)
    slugs.append(registered(replace(ASKED, name="123", email="n8@example.org")).slug)
    assert slugs == ["nina-nurdin", "nina-nurdin-2", "nina-nurdin-3", "member", "member-123"]


def test_a_name_that_looks_numbered_does_not_take_anothers_address(app):
    numbered = registered(replace(ASKED, name="Nina Nurdin 2", email="n1@example.org"))
    registered()
    third = registered(replace(ASKED, email="n3@example.org"))
    assert (numbered.slug, third.slug) == ("nina-nurdin-2", "nina-nurdin-3")


@pytest.mark.parametrize("state", ["awaiting", "active", "refused", "paused", "suspended"])
def test_an_address_with_an_account_changes_nothing(app, state):
    alice = member(state=state)
    assert registered(replace(ASKED, email="ALICE@example.org")) is None
    assert (alice.name, alice.state, last_verb()) == ("Alice", state, "registration_repeated")
    assert queries.password_of("alice@example.org") == (None, "")


def test_a_second_request_replaces_one_that_was_never_confirmed(app):
    first = registered(secret="first")
    old = link(first)
    again = registered(replace(ASKED, name="Nina N."), secret="second")
    assert again.id == first.id
    assert queries.password_of("nina@example.org")[1] == "second"
    with pytest.raises(IllegalMove):
        joining_actions.confirm_address(old, actor=Visitor())


def test_a_link_confirms_once(app):
    nina = registered()
    raw, spare = link(nina), link(nina)
    joining_actions.confirm_address(raw, actor=Visitor())
    assert nina.state == "awaiting"
    assert nina.addresses[0].verified_at is not None
    for used in (raw, spare):
        with pytest.raises(IllegalMove):
            joining_actions.confirm_address(used, actor=Visitor())


@pytest.mark.parametrize("raw", ["", "x", "\0", "ลิงก์", "x" * 100_000])
def test_what_is_no_link_confirms_nothing(app, raw):
    with pytest.raises(IllegalMove):
        joining_actions.confirm_address(raw, actor=Visitor())


def test_a_link_for_another_purpose_confirms_nothing(app):
    nina = registered()
    with pytest.raises(IllegalMove):
        joining_actions.confirm_address(link(nina, RESET), actor=Visitor())
    assert nina.state == "registered"


def test_a_link_runs_out(app):
    raw = link(registered())
    with clock.at(clock.now() + timedelta(days=3, seconds=1)), pytest.raises(IllegalMove):
        joining_actions.confirm_address(raw, actor=Visitor())


def test_only_the_hash_of_a_link_is_kept(app):
    raw = link(registered())
    kept = db.session.scalars(select(keys.Token)).one()
    assert raw not in (kept.hash, kept.subject)


def test_who_is_a_member_does_not_register(app):
    with pytest.raises(Forbidden):
        joining_actions.register(ASKED, "hash", actor=member())


# --- the first visit ----------------------------------------------------------------------------------------


@pytest.fixture
def code(app) -> str:
    with transaction():
        db.session.get_one(Installation, 1).setup_hash = keys.hashed("0123456789abcdef")
    return "0123456789abcdef"


def test_the_code_makes_the_first_officer_and_administrator_once(code):
    secret = passwords.hashed(PASSWORD)
    first = joining_actions.set_up(ASKED, secret, code, actor=Visitor())
    assert first.roles == {"officer", "administrator"}
    assert first.is_member
    with pytest.raises(Invalid):
        joining_actions.set_up(replace(ASKED, email="eve@example.org"), secret, code, actor=Visitor())


@pytest.mark.parametrize("wrong", ["", "0123456789abcdee", "\0", "รหัส"])
def test_a_wrong_code_makes_nobody(code, wrong):
    with pytest.raises(Invalid) as refused:
        joining_actions.set_up(ASKED, "hash", wrong, actor=Visitor())
    assert refused.value.field == "code"
    assert db.session.scalar(select(Member.id)) is None


def test_an_empty_code_opens_nothing_once_it_was_used(app):
    """The kept hash is then empty too (a lesson of CVE-2026-26077)."""
    with pytest.raises(Invalid):
        joining_actions.set_up(ASKED, "hash", "", actor=Visitor())
