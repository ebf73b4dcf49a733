"""The secretariat's pages: every act by its form, and closed to everyone else."""

from datetime import timedelta

import pytest

from cop.ballots import queries, records
from cop.ballots.rules import ConsensusRule
from cop.ballots.terms import BallotState, Stance, Visibility
from cop.kernel import clock
from cop.kernel.actions import transaction
from cop.kernel.db import db
from tests.ballots.stage import TWO_DAYS, WRITTEN, opened, say, seat_of
from tests.ballots.test_views import PAGE, as_, text_of
from tests.people import member, officer

REASON = {"reason": "The wrong annex was attached."}


@pytest.fixture
def ballot(paper, client):
    one = opened()
    as_(client, "Opener")
    return one


def kinds(ballot):
    return [str(event.kind) for event in records.events(ballot)][1:]


@pytest.mark.parametrize(
    "path", ["/run", "/seats/1", "/extend", "/annul", "/seats/1/enter", "/seats/1/transfer"]
)
def test_only_the_secretariat_runs_a_ballot(ballot, client, path):
    assert client.get(PAGE + path).status_code == 200
    as_(client, "Ana")
    assert client.get(PAGE + path).status_code == 403


def test_there_are_no_other_seats(ballot, client):
    assert client.get(f"{PAGE}/seats/4").status_code == 404


def test_giving_more_time(ballot, client):
    later = (ballot.closes_at + TWO_DAYS / 2).strftime("%Y-%m-%dT%H:%M")
    assert client.post(f"{PAGE}/extend", data={"closes_at": later, "reason": "A holiday."}).status_code == 303
    assert kinds(ballot) == ["extended"]
    for bad in ({"closes_at": later, "reason": ""}, {"closes_at": "2026-02-30T10:00", "reason": "x"}, {}):
        assert client.post(f"{PAGE}/extend", data=bad).status_code == 422
    assert client.post(f"{PAGE}/extend", data={"closes_at": later, "reason": "x"}).status_code == 422
    assert "A holiday." in text_of(client.get(f"{PAGE}/run"))


def test_a_holder_who_telephones_is_found_by_name(ballot, client):
    found = text_of(client.get(f"{PAGE}/run?name=bUÁ"))
    assert "Bua" in found
    assert "Ana, " not in found
    assert "Nobody on this roll" in text_of(client.get(f"{PAGE}/run?name=%25"))


def test_the_page_says_who_is_still_needed(ballot, client):
    say(ballot, "Ana")
    assert "1 more from Healthcare professionals" in text_of(client.get(f"{PAGE}/run"))
    say(ballot, "Bua")
    say(ballot, "Chan")
    assert "Every quorum is met" in text_of(client.get(f"{PAGE}/run"))


def test_annulling_takes_two_officers(ballot, client):
    assert client.post(f"{PAGE}/annul", data={"reason": " "}).status_code == 422
    assert client.post(f"{PAGE}/annul", data=REASON).status_code == 303
    assert client.post(f"{PAGE}/annul", data=REASON).status_code == 409
    (motion,) = queries.motions(ballot)
    assert client.post(f"{PAGE}/motions/{motion.id}/confirm").status_code == 403
    assert ballot.is_open
    officer("Otto")
    as_(client, "Otto")
    assert client.post(f"{PAGE}/motions/{motion.id}/confirm").status_code == 303
    assert ballot.standing is BallotState.ANNULLED
    assert "The wrong annex" in text_of(client.get(PAGE))
    assert "Otto" in text_of(client.get(PAGE))
    assert client.post(f"{PAGE}/motions/{motion.id}/confirm").status_code == 409


def test_a_motion_can_be_withdrawn_and_made_again(ballot, client):
    client.post(f"{PAGE}/annul", data=REASON)
    (motion,) = queries.motions(ballot)
    assert client.post(f"{PAGE}/motions/{motion.id}/withdraw").status_code == 303
    assert client.post(f"{PAGE}/motions/{motion.id}/withdraw").status_code == 409
    assert client.post(f"{PAGE}/annul", data=REASON).status_code == 303
    assert client.post(f"{PAGE}/motions/9999/withdraw").status_code == 404


def test_entering_what_was_told(ballot, client):
    _person, seat = seat_of(ballot, "Bua")
    path = f"{PAGE}/seats/{seat.number}"
    assert client.post(f"{path}/enter", data={"stance": "endorse"}).status_code == 422
    given = {"stance": "reserve", "reserve_clause": "2", "text": "Hm.", "evidence": "Called at ten."}
    assert client.post(f"{path}/enter", data=given).status_code == 303
    assert "You entered for this seat" in text_of(client.get(path))
    officer("Otto")
    as_(client, "Otto")
    assert "You entered for this seat" not in text_of(client.get(path))
    as_(client, "Opener")
    assert client.post(f"{path}/retract").status_code == 303
    assert client.post(f"{path}/retract").status_code == 409
    assert kinds(ballot) == ["cast", "retracted"]


def test_passing_a_silent_seat_on(ballot, client):
    person, seat = seat_of(ballot, "Bua")
    path = f"{PAGE}/seats/{seat.number}"
    follower, stranger = member("Follower", organisation=person.organisation), member("Stranger")
    assert "Follower" in text_of(client.get(path))
    assert "Stranger" not in text_of(client.get(path))
    for bad in ("", "no", "99999", str(stranger.id), str(person.id)):
        assert client.post(f"{path}/transfer", data={"successor": bad}).status_code == 422
    assert client.post(f"{path}/undelivered").status_code == 303
    assert client.post(f"{path}/undelivered").status_code == 409
    assert queries.tally(ballot).all.unreached == 1
    assert client.post(f"{path}/transfer", data={"successor": follower.id}).status_code == 303
    assert queries.tally(ballot).all.unreached == 0
    assert queries.seat_of(ballot, follower).number == seat.number
    assert queries.seat_of(ballot, person) is None
    say(ballot, "Follower")
    assert client.post(f"{path}/transfer", data={"successor": person.id}).status_code == 409
    assert kinds(ballot) == ["undelivered", "seat_transferred", "cast"]


def test_voiding_a_suspended_members_position(ballot, client):
    person, seat = seat_of(ballot, "Ana")
    path = f"{PAGE}/seats/{seat.number}"
    say(ballot, "Ana", Stance.OBJECT)
    assert client.post(f"{path}/void", data=REASON).status_code == 409
    with transaction():
        person.state = "suspended"
    assert client.post(f"{path}/void", data=REASON).status_code == 303
    (motion,) = queries.motions(ballot)
    officer("Otto")
    as_(client, "Otto")
    assert client.post(f"{PAGE}/motions/{motion.id}/confirm").status_code == 303
    assert kinds(ballot) == ["cast", "voided"]
    assert queries.tally(ballot).all.silent == 3


def test_nothing_is_run_after_the_end(ballot, client):
    with clock.at(ballot.closes_at):
        assert client.get(f"{PAGE}/run").status_code == 200
        assert client.post(f"{PAGE}/annul", data=REASON).status_code == 409
        assert client.post(f"{PAGE}/seats/1/undelivered").status_code == 409
    assert kinds(ballot) == ["closed"]


def test_an_objection_is_answered_and_the_objector_replies(paper, client):
    ballot = opened()
    say(ballot, "Ana", Stance.OBJECT)
    _person, seat = seat_of(ballot, "Ana")
    edna = member("Edna")
    paper.editors = {edna.id}
    path, given = (
        f"{PAGE}/seats/{seat.number}/answer",
        {"disposition": "not_accepted", "text": "It is needed."},
    )
    as_(client, "Edna")
    assert client.post(path, data=given).status_code == 409  # sealed
    with clock.at(ballot.closes_at):
        assert WRITTEN[Stance.OBJECT]["reason"] in text_of(client.get(path))
        assert client.post(path, data={"text": "x"}).status_code == 422
        assert client.post(path, data=given).status_code == 303
        as_(client, "Bua")
        assert client.get(path).status_code == 403
        assert client.post(f"{PAGE}/reply", data={"reply": "resolved"}).status_code == 404
        as_(client, "Ana")
        shown = text_of(client.get(PAGE))
        assert "It is needed." in shown
        assert shown.count((clock.now() + timedelta(days=7)).strftime("%-d %B %Y")) >= 2
        assert client.post(f"{PAGE}/reply", data={}).status_code == 422
        assert client.post(f"{PAGE}/reply", data={"reply": "maintained"}).status_code == 303
        assert client.post(f"{PAGE}/reply", data={"reply": "resolved"}).status_code == 409
    assert kinds(ballot)[-3:] == ["closed", "objection_answered", "objection_maintained"]


def test_in_an_open_ballot_objections_are_answered_at_once(paper, client):
    ballot = opened(ConsensusRule(visibility=Visibility.OPEN))
    say(ballot, "Ana", Stance.OBJECT)
    as_(client, "Opener")
    path = f"{PAGE}/seats/{seat_of(ballot, 'Ana')[1].number}/answer"
    assert client.post(path, data={"disposition": "accepted", "text": "Yes."}).status_code == 303
    as_(client, "Ana")
    assert client.post(f"{PAGE}/reply", data={"reply": "resolved"}).status_code == 409
    assert db.session.query(records.kept.Event).count() == 3
