"""What ballots bring to home, each by one question to the database."""

from datetime import timedelta

from cop.ballots import homing, motion_actions, objection_actions, time_actions
from cop.ballots.objections import Disposition
from cop.ballots.terms import Stance
from cop.kernel import clock
from cop.kernel.permits import SYSTEM
from tests.ballots.stage import opened, say, seat_of
from tests.people import officer


def kinds(app, viewer, now, ask=homing.awaiting):
    with app.test_request_context():
        return [(one.kind, one.address) for one in ask(viewer, now)]


def test_a_silent_seat_is_asked_until_it_speaks_or_the_ballot_closes(paper, app):
    ballot = opened()
    ana, _seat = seat_of(ballot, "Ana")
    asked = [("Ballot", "/statements/logs/ballots/1")]
    assert kinds(app, ana, clock.now()) == asked
    assert kinds(app, ana, ballot.closes_at) == []
    assert kinds(app, officer(), clock.now()) == []
    say(ballot, "Ana")
    assert kinds(app, ana, clock.now()) == []


def test_an_answered_objection_asks_the_objector(paper, app):
    ballot = opened()
    say(ballot, "Ana", Stance.OBJECT)
    ana, seat = seat_of(ballot, "Ana")
    with clock.at(ballot.closes_at):
        time_actions.close_due(ballot, actor=SYSTEM)
        assert kinds(app, ana, clock.now()) == []
        answer = (seat.number, Disposition.NOT_ACCEPTED, "It is needed.")
        objection_actions.answer_objection(ballot, *answer, actor=officer())
        assert kinds(app, ana, clock.now()) == [("Objection", "/statements/logs/ballots/1#own")]
        with app.test_request_context():
            (asked,) = homing.awaiting(ana, clock.now())
        assert asked.due == clock.now() + timedelta(days=7)


def test_another_officer_is_asked_to_confirm(paper, app):
    ballot, olga, otto = opened(), officer(), officer("Otto")
    motion_actions.propose_annulment(ballot, "Wrong text.", actor=olga)
    ask = homing.awaiting_officers
    assert kinds(app, otto, clock.now(), ask) == [("Ballot", "/statements/logs/ballots/1/run")]
    assert kinds(app, olga, clock.now(), ask) == []
    assert kinds(app, seat_of(ballot, "Ana")[0], clock.now(), ask) == []
