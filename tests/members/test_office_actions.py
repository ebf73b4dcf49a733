"""Roles, mandates, stopped accounts, changes of group: who may, and what cannot be undone by accident."""

import itertools
from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, SignInNeeded
from cop.members import account_actions, office_actions, sessions
from cop.members.models import Decision, Visitor
from tests.people import administrator, member, officer

A_YEAR = timedelta(days=365)


NUMBER = itertools.count(1)
KINDS = {
    "member": lambda: member(f"Max {next(NUMBER)}"),
    "officer": lambda: officer(f"Oskar {next(NUMBER)}"),
    "administrator": lambda: administrator(f"Ada {next(NUMBER)}"),
    "suspended officer": lambda: officer(f"Otto {next(NUMBER)}", state="suspended"),
    "visitor": Visitor,
}


def refuses(act, *wanted) -> None:
    """Everyone but the ``wanted`` kinds of person is refused."""
    for kind in KINDS.keys() - set(wanted):
        who = KINDS[kind]()
        with pytest.raises((Forbidden, SignInNeeded)):
            act(who)


# --- roles --------------------------------------------------------------------------------------------------


def test_an_administrator_grants_and_ends_a_role(app):
    alice, adam = member(), administrator()
    grant = office_actions.grant_role(alice, "officer", actor=adam)
    assert alice.roles == {"officer"}
    assert not alice.may_vote
    office_actions.end_role(grant, actor=adam)
    assert alice.roles == set()
    assert alice.may_vote


def test_only_administrators_grant_and_end(app):
    alice, adam = member(), administrator()
    refuses(lambda who: office_actions.grant_role(alice, "officer", actor=who), "administrator")
    grant = office_actions.grant_role(alice, "officer", actor=adam)
    refuses(lambda who: office_actions.end_role(grant, actor=who), "administrator")
    assert alice.roles == {"officer"}


def test_nobody_grants_to_oneself(app):
    adam = administrator()
    with pytest.raises(Forbidden, match="oneself"):
        office_actions.grant_role(adam, "officer", actor=adam)


@pytest.mark.parametrize("role", ["", "king", "Officer", "\0"])
def test_there_are_two_roles(app, role):
    with pytest.raises(Invalid):
        office_actions.grant_role(member(), role, actor=administrator())


def test_a_role_is_held_once_and_by_who_takes_part(app):
    adam = administrator()
    with pytest.raises(IllegalMove, match="already"):
        office_actions.grant_role(officer(), "officer", actor=adam)
    with pytest.raises(IllegalMove):
        office_actions.grant_role(member(state="suspended"), "officer", actor=adam)


def test_the_last_administrator_stays(app):
    adam = administrator()
    with pytest.raises(IllegalMove, match="last administrator"):
        office_actions.end_role(adam.grants[0], actor=adam)
    ada = administrator("Ada", state="suspended")
    with pytest.raises(IllegalMove):  # one who is out of force does not count
        office_actions.end_role(adam.grants[0], actor=adam)
    with transaction():
        ada.state = "active"
    office_actions.end_role(adam.grants[0], actor=adam)
    with pytest.raises(IllegalMove):
        office_actions.end_role(ada.grants[0], actor=ada)


def test_a_role_with_an_end_does_not_count_as_another_administrator(app):
    adam, ada = administrator(), administrator("Ada")
    with transaction():
        ada.grants[0].until = clock.now() + A_YEAR
    with pytest.raises(IllegalMove):
        office_actions.end_role(adam.grants[0], actor=ada)


def test_two_administrators_who_end_each_other_leave_one(app):
    adam, ada = administrator(), administrator("Ada")
    office_actions.end_role(ada.grants[0], actor=adam)
    with pytest.raises(Forbidden):
        office_actions.end_role(adam.grants[0], actor=ada)


def test_an_officer_keeps_a_seat_if_an_administrator_says_so(app):
    olga, adam = officer(group_key="professionals"), administrator()
    refuses(lambda who: office_actions.set_seat(olga, True, actor=who), "administrator")
    assert not olga.may_vote
    office_actions.set_seat(olga, True, actor=adam)
    assert olga.may_vote
    office_actions.set_seat(olga, False, actor=adam)
    assert not olga.may_vote
    with pytest.raises(IllegalMove):
        office_actions.set_seat(member(), False, actor=adam)


# --- stopped accounts ---------------------------------------------------------------------------------------


def test_a_stopped_account_is_out_at_once_and_can_come_back(app):
    alice, olga = member(), officer()
    with transaction():
        raw = sessions.begin(alice, "", clock.now())
    office_actions.suspend(alice, "Posted a patient's name.", actor=olga)
    assert alice.state == "suspended"
    assert sessions.member_of(raw) is None
    office_actions.reinstate(alice, "Removed.", actor=olga)
    assert alice.is_member
    assert sessions.member_of(raw) is None
    moves = db.session.scalars(select(Decision.move).order_by(Decision.id)).all()
    assert moves == ["suspend", "reinstate"]


def test_who_may_stop_whom(app):
    alice, olga, adam = member(), officer(), administrator()
    refuses(lambda who: office_actions.suspend(alice, "", actor=who), "officer", "administrator")
    with pytest.raises(Forbidden):
        office_actions.suspend(
            adam, "", actor=olga
        )  # a lower role does not reach a higher one (CVE-2026-45086)
    with pytest.raises(Forbidden):
        office_actions.suspend(olga, "", actor=olga)
    office_actions.suspend(olga, "", actor=adam)
    assert olga.state == "suspended"


def test_a_stopped_administrator_is_not_reopened_by_an_officer(app):
    adam, ada = administrator(), administrator("Ada")
    office_actions.suspend(ada, "", actor=adam)
    with pytest.raises(Forbidden):
        office_actions.reinstate(ada, "", actor=officer())


def test_the_last_administrator_cannot_be_stopped(app):
    adam, ada = administrator(), administrator("Ada")
    office_actions.suspend(ada, "", actor=adam)
    with pytest.raises(Forbidden):
        office_actions.suspend(adam, "", actor=ada)


@pytest.mark.parametrize("state", ["registered", "awaiting", "refused", "left"])
def test_what_is_not_open_is_not_stopped_or_reopened(app, state):
    alice, olga = member(state=state), officer()
    for move in (office_actions.suspend, office_actions.reinstate):
        with pytest.raises(IllegalMove):
            move(alice, "", actor=olga)


# --- mandates -----------------------------------------------------------------------------------------------


def mandated(person, who, country="SG", until=A_YEAR):
    day = clock.now() + until
    return office_actions.record_mandate(person, "Authority", country, "Letter of 3 November", day, actor=who)


def test_an_officer_verifies_a_regulator_of_one_country_until_a_day(app):
    alice, olga = member(), officer()
    mandate = mandated(alice, olga)
    assert alice.regulates("SG")
    assert not alice.regulates("MY")
    with clock.at(clock.now() + A_YEAR):
        assert not alice.regulates("SG")
    office_actions.end_mandate(mandate, actor=olga)
    assert not alice.regulates("SG")


def test_only_officers_verify_and_not_themselves(app):
    alice, olga = member(), officer()
    refuses(lambda who: mandated(alice, who), "officer")
    with pytest.raises(Forbidden):
        mandated(olga, olga)
    mandate = mandated(alice, olga)
    refuses(lambda who: office_actions.end_mandate(mandate, actor=who), "officer")


def test_a_mandate_is_one_a_country_of_who_takes_part_and_lies_ahead(app):
    alice, olga = member(), officer()
    with pytest.raises(Invalid) as refused:
        mandated(alice, olga, until=timedelta())
    assert refused.value.field == "until"
    mandated(alice, olga)
    with pytest.raises(IllegalMove, match="already"):
        mandated(alice, olga)
    mandated(alice, olga, country="MY")
    with pytest.raises(IllegalMove):
        mandated(member("Bob", state="awaiting"), olga)


# --- changes of group and country ---------------------------------------------------------------------------


def asked(person, group="institutions", country="MY"):
    return account_actions.ask_change(person, group, country, "A new post.", actor=person)


def test_a_change_counts_once_it_is_granted(app):
    alice, olga = member(), officer()
    request = asked(alice)
    assert (alice.group_key, alice.country) == ("regulators", "SG")
    office_actions.decide_change(request, True, "Welcome there.", actor=olga)
    assert (alice.group_key, alice.country, alice.version) == ("institutions", "MY", 2)
    with pytest.raises(IllegalMove, match="already"):
        office_actions.decide_change(request, False, "", actor=olga)


def test_a_refused_change_changes_nothing_and_one_may_ask_again(app):
    alice, olga = member(), officer()
    office_actions.decide_change(asked(alice), False, "Please send a letter.", actor=olga)
    assert (alice.group_key, alice.country, alice.version) == ("regulators", "SG", 1)
    assert asked(alice).decided_at is None


def test_one_request_at_a_time_and_only_for_a_change(app):
    alice = member()
    with pytest.raises(Invalid):
        asked(alice, "regulators", "SG")
    asked(alice)
    with pytest.raises(IllegalMove):
        asked(alice)


def test_who_may_ask_and_decide(app):
    alice, olga = member(), officer()
    with pytest.raises(Forbidden):
        account_actions.ask_change(alice, "institutions", "MY", "", actor=olga)
    request = asked(alice)
    refuses(lambda who: office_actions.decide_change(request, True, "", actor=who), "officer")
    own = asked(olga)
    with pytest.raises(Forbidden):
        office_actions.decide_change(own, True, "", actor=olga)
