"""Pausing: on no new roll, back by oneself, letters gathered, silent seats handed over if one wishes."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.ballots import queries
from cop.ballots.roll import prepare
from cop.ballots.rules import ConsensusRule, RuleName, named
from cop.ballots.seats import Delegation
from cop.ballots.terms import Unit
from cop.kernel import clock, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid
from cop.members import office_actions
from cop.members.models import Member
from cop.privacy import daily, pause_actions, pause_queries
from cop.privacy.pause_models import Pause
from cop.statements import opening
from tests.ballots.stage import PROPOSAL, TWO_DAYS, cast_of, opened_in
from tests.discussions import story
from tests.members.conftest import letters
from tests.people import member, officer, sign_in, space

DAY = timedelta(days=1)


@pytest.fixture
def alice(app):
    return member(zone="Asia/Singapore")


def pause(person, days=30, digest=False, hand_over=False):
    return pause_actions.pause(person, clock.now() + days * DAY, digest, hand_over, actor=person)


def prepared(where, rule=None):
    return prepare(where, PROPOSAL, rule or ConsensusRule(), clock.now() + TWO_DAYS)


def test_who_pauses_is_on_no_new_roll_and_is_named(app, alice):
    where = space("room")
    cast_of()
    assert alice.may_vote and len(prepared(where).claims) == 4
    pause(alice)
    assert not alice.may_vote and alice.is_member
    found = prepared(where)
    assert [claim.holder.name for claim in found.claims] == ["Chan", "Bua", "Ana"]
    assert [person.name for person in found.paused] == ["Alice"]
    with app.test_request_context():
        assert "Left out because they pause: Alice." in opening.warnings(found, consulted=True)


def test_a_long_list_of_them_is_cut(app):
    where = space("room")
    cast_of()
    for number in range(23):
        pause(member(f"Person {number:02}"))
    with app.test_request_context():
        (told,) = [said for said in opening.warnings(prepared(where), consulted=True) if "pause" in said]
    assert "Person 19" in told and "Person 20" not in told and "3 more" in told


def test_an_open_roll_stays_as_it_was_frozen(paper, alice):
    where = space("room")
    cast_of()
    ballot = opened_in(where)
    pause(alice)
    assert queries.seat_of(ballot, alice).holder_id == alice.id
    assert queries.tally(ballot) == queries.recounted(ballot)


def test_a_silent_seat_is_handed_over_only_if_one_wishes(paper, alice):
    where, other = space("room"), member("Altea", "observers", "SG")
    cast_of()
    ballot = opened_in(where)
    with transaction():
        seat = queries.seat_of(ballot, alice)
        seat.alternate_id, seat.alternate = other.id, "0" * 64
    pause(alice)
    assert queries.seat_of(ballot, alice) is not None
    pause_actions.end_pause(pause_queries.running(alice), actor=alice)
    pause(alice, hand_over=True)
    assert queries.seat_of(ballot, alice) is None and queries.seat_of(ballot, other).holder_id == other.id


def test_the_alternate_of_a_head_who_pauses_has_the_seat(app, alice):
    where, other = space("room"), member("Altea", "regulators", "SG")
    cast_of()
    with transaction():
        both = {"head_id": alice.id, "alternate_id": other.id}
        db.session.add(Delegation(country="SG", group_key="regulators", **both))
    rule = named(RuleName.BROAD, unit=Unit.DELEGATION)
    (claim,) = prepared(where, rule).claims
    assert (claim.holder.name, claim.alternate.name) == ("Alice", "Altea")
    pause(alice)
    found = prepared(where, rule)
    (claim,) = found.claims
    assert (claim.holder.name, claim.alternate) == ("Altea", None)
    assert [person.name for person in found.paused] == ["Alice"]


def test_one_is_back_by_oneself_and_told(alice):
    pause(alice, 3)
    worker.tick(clock.now() + 2 * DAY)
    assert alice.state == "paused"
    with clock.at(clock.now() + 3 * DAY):
        worker.tick()
        assert alice.state == "active" and alice.may_vote
        assert "Your pause is over" in [mail.subject for mail in letters("alice@example.org")]


def test_one_may_come_back_before_and_is_not_told(alice):
    made = pause(alice)
    with pytest.raises(Forbidden):
        pause_actions.end_pause(made, actor=officer())
    pause_actions.end_pause(made, actor=alice)
    assert alice.state == "active" and letters("alice@example.org") == []
    with pytest.raises(IllegalMove):
        pause_actions.end_pause(made, actor=alice)


def test_an_account_that_was_stopped_meanwhile_stays_so(alice):
    pause(alice, 3)
    office_actions.suspend(alice, "Asked.", actor=officer())
    worker.tick(clock.now() + 4 * DAY)
    assert alice.state == "suspended" and pause_queries.running(alice) is None


@pytest.mark.parametrize("days", [0, -1, 400])
def test_a_pause_ends_within_a_year(alice, days):
    with pytest.raises(Invalid):
        pause(alice, days)


def test_one_pause_at_a_time_and_only_ones_own(alice):
    with pytest.raises(Forbidden):
        pause_actions.pause(alice, clock.now() + DAY, False, False, actor=officer())
    pause(alice)
    with pytest.raises(IllegalMove):
        pause(alice)


def answered(alice):
    forum = space("forum")
    story.answer(member("Bob"), story.thread(alice, forum), "An answer.")


def test_letters_are_gathered_into_one_a_week(alice):
    pause(alice, digest=True)
    answered(alice)
    assert letters("alice@example.org") == []
    with clock.at(clock.now() + 8 * DAY):
        daily.work({}, clock.now())
        (mail,) = letters("alice@example.org")
        assert mail.subject == "While you pause" and "A triage tool on 4,000 images" in mail.text
        daily.work({}, clock.now())
        assert len(letters("alice@example.org")) == 1


def test_what_concerns_the_account_is_sent_at_once(alice):
    pause(alice, digest=True)
    office_actions.grant_role(alice, "officer", actor=member("Adam", roles=("administrator",)))
    assert [mail.subject for mail in letters("alice@example.org")] == ["You have a new role"]


def test_who_did_not_ask_for_it_gets_letters_as_ever(alice):
    pause(alice)
    answered(alice)
    assert len(letters("alice@example.org")) == 1


def test_kinds_that_are_gathered_exist(whole_app):
    house = whole_app.extensions["cop"]
    assert set(house.each("digest")) <= set(house.letters) and "password_changed" not in house.each("digest")


def test_the_page(client, alice):
    sign_in(client, alice)
    assert "Give seats of mine" in client.get("/account/data/pause").text
    assert client.post("/account/data/pause", data={"until": "2026-02-30"}).status_code == 422
    until = (clock.now() + 20 * DAY).date().isoformat()
    assert client.post("/account/data/pause", data={"until": until, "digest": "y"}).status_code == 303
    made = db.session.scalars(select(Pause)).one()
    assert made.digest and made.until.isoformat() == f"{until}T15:59:59+00:00"
    assert "Come back now" in client.get("/account/data/pause").text
    assert client.post("/account/data/pause/end").status_code == 303
    assert db.session.get_one(Member, alice.id, populate_existing=True).state == "active"
    assert client.post("/account/data/pause/end").status_code == 404
