"""Second factors come, go and are reset by whom it concerns, and nobody else; their owner hears of it."""

from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import select

from cop import cli
from cop.access import factor_actions, queries, totp
from cop.access.models import RecoveryCode, Totp
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, SignInNeeded
from cop.kernel.ledger import Entry
from cop.members import sessions
from cop.members.models import Decision, Visitor
from tests.access.conftest import App, letters
from tests.people import administrator, member, officer


def test_the_secret_is_kept_encrypted_and_for_its_member_alone(app, alice, phone):
    kept = queries.app_of(alice).sealed
    assert phone.secret not in kept
    with pytest.raises(InvalidTag):
        totp.unseal(kept, member("Bob"))


def test_recovery_codes_are_kept_hashed(app, alice, phone):
    kept = {row.hash for row in db.session.scalars(select(RecoveryCode))}
    assert len(kept) == len(phone.codes) == queries.codes_left(alice) == 10
    assert not kept & set(phone.codes)


def test_an_app_counts_from_its_first_code_on(app, alice):
    factor_actions.begin_app(alice, actor=alice)
    assert alice.factors == 0
    with pytest.raises(Invalid):
        factor_actions.confirm_app(alice, "000000", actor=alice)
    assert (alice.factors, queries.app_of(alice).confirmed_at) == (0, None)


def test_the_code_that_confirmed_it_signs_nobody_in(app, alice):
    phone = App(alice)
    step = db.session.scalars(select(Totp)).one().last_step
    assert totp.step_of(phone.secret, phone.code(-1), clock.now(), step) is None


def test_a_second_app_and_a_second_confirmation_are_refused(app, alice, phone):
    with pytest.raises(IllegalMove):
        factor_actions.begin_app(alice, actor=alice)
    with pytest.raises(IllegalMove):
        factor_actions.confirm_app(alice, phone.code(), actor=alice)


def test_new_recovery_codes_void_the_old_and_need_a_factor(app, alice, phone):
    fresh = factor_actions.renew_codes(alice, actor=alice)
    assert not set(fresh) & set(phone.codes)
    assert queries.codes_left(alice) == 10
    with pytest.raises(IllegalMove):
        bob = member("Bob")
        factor_actions.renew_codes(bob, actor=bob)


def test_recovery_codes_go_with_the_last_factor(app, alice, phone):
    factor_actions.remove_app(alice, actor=alice)
    assert (alice.factors, queries.codes_left(alice), queries.app_of(alice)) == (0, 0, None)
    assert [mail.subject for mail in letters("alice@example.org")] == [
        "A second factor was set up",
        "A second factor was removed",
    ]


@pytest.mark.parametrize(
    "more", [{"roles": ("officer",)}, {"roles": ("administrator",)}, {"regulates": "SG"}]
)
def test_who_must_have_one_keeps_the_last(app, more):
    person = member("Rita", **more)
    App(person)
    with pytest.raises(IllegalMove):
        factor_actions.remove_app(person, actor=person)
    assert person.factors == 1


ACTS = [
    lambda whose, actor: factor_actions.begin_app(whose, actor=actor),
    lambda whose, actor: factor_actions.confirm_app(whose, "000000", actor=actor),
    lambda whose, actor: factor_actions.remove_app(whose, actor=actor),
    lambda whose, actor: factor_actions.renew_codes(whose, actor=actor),
    lambda whose, actor: factor_actions.add_passkey(whose, "x", "{}", "", actor=actor),
]


@pytest.mark.parametrize("act", ACTS)
def test_nobody_changes_anothers_factors(app, act):
    alice = member()
    for other in (member("Bob"), officer(), administrator(), member("Eve", state="suspended")):
        with pytest.raises(Forbidden):
            act(alice, other)
    with pytest.raises(SignInNeeded):
        act(alice, Visitor())


# --- everything is lost -------------------------------------------------------------------------------------


def reset(whose, actor):
    factor_actions.reset_factors(whose, "She showed her passport.", actor=actor)


def test_an_administrator_resets_with_a_reason_that_is_told_and_kept(app, alice, phone):
    with transaction():
        raw = sessions.begin(alice, "", clock.now())
    adam = administrator()
    reset(alice, adam)
    assert (alice.factors, queries.codes_left(alice), queries.app_of(alice)) == (0, 0, None)
    assert sessions.member_of(raw) is None
    assert "She showed her passport." in letters("alice@example.org")[-1].text
    entry = db.session.scalars(select(Entry).where(Entry.verb == "factors_reset")).one()
    decision = db.session.get_one(Decision, entry.facts["decision"])
    assert (entry.actor, decision.by_id, decision.move) == (adam.ref, adam.id, "reset_factors")


def test_who_is_below_an_administrator_resets_nothing(app, alice, phone):
    """As in CVE-2026-45086: a lower office must not reach what is above it."""
    for other in (officer(), member("Bob"), member("Rita", regulates="SG"), alice):
        with pytest.raises(Forbidden):
            reset(alice, other)
    assert alice.factors == 1


def test_administrators_reset_each_other_and_never_themselves(app):
    adam, ada = administrator(), administrator("Ada")
    App(adam)
    with pytest.raises(Forbidden):
        reset(adam, adam)
    with pytest.raises(Forbidden):
        reset(adam, officer())
    reset(adam, ada)
    assert adam.factors == 0


def test_what_is_kept_agrees_with_what_is_counted(app, alice, phone):
    assert list(queries.drift()) == []
    with transaction():
        alice.factors = 3
    assert list(queries.drift()) == [f"member:{alice.id} keeps 3 second factors and has 1"]


def test_codes_are_taken_within_half_a_minute_either_side(app, alice, phone):
    now, secret = clock.now(), phone.secret
    ahead = {n: totp.step_of(secret, phone.code(n), now, 0) is not None for n in (-2, -1, 0, 1, 2)}
    assert ahead == {-2: False, -1: True, 0: True, 1: True, 2: False}
    assert totp.step_of(secret, phone.code(), now + timedelta(days=1), 0) is None


def test_for_the_last_administrator_the_operator_does_it(app, alice, phone, monkeypatch, capsys):
    monkeypatch.setattr(cli, "create_app", lambda _config: app)
    assert cli.main(["reset-factors", "nobody@example.org"]) == 1
    assert "No account here" in capsys.readouterr().err
    assert cli.main(["reset-factors", "Alice@Example.org"]) == 0
    db.session.rollback()
    db.session.refresh(alice)
    assert (alice.factors, queries.codes_left(alice)) == (0, 0)
    assert "runs the server" in letters("alice@example.org")[-1].text
    assert cli.main(["reset-factors", "alice@example.org"]) == 1
    assert "has no second factor" in capsys.readouterr().err
