"""Who hears of a ballot, and that each letter says what it should and no more."""

import pytest

from cop.ballots import actions, motion_actions, objection_actions, records, roll_actions, time_actions
from cop.ballots.due import tick
from cop.ballots.models import Ballot
from cop.ballots.objections import Disposition
from cop.ballots.rules import ConsensusRule
from cop.ballots.terms import Stance, Visibility
from cop.delivery import queueing
from cop.delivery.transport import SentMail
from cop.kernel import clock, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from tests.ballots.stage import WRITTEN, opened, say, seat_of
from tests.people import member, officer


@pytest.fixture
def sent(paper):
    """The letters since last asked: {who: [(subject, text)]}."""
    seen = set()

    def read():
        worker.drain()
        new = [mail for mail in db.session.query(SentMail).order_by(SentMail.id) if mail.id not in seen]
        seen.update(mail.id for mail in new)
        by = {}
        for mail in new:
            by.setdefault(mail.to.split("@")[0], []).append((mail.subject, mail.text))
        return by

    return read


def test_every_seat_hears_of_the_opening(sent):
    opened()
    found = sent()
    assert set(found) == {"ana", "bua", "chan"}
    ((subject, text),) = found["ana"]
    assert subject == "Your position is asked for: Logs of incidents"
    assert "/statements/logs/ballots/1" in text


def test_a_receipt_goes_to_the_seat_alone_and_does_not_say_what_was_said(sent):
    ballot = opened()
    sent()
    say(ballot, "Ana", Stance.OBJECT)
    found = sent()
    assert set(found) == {"ana"}
    ((_subject, text),) = found["ana"]
    assert ballot.last_hash in text
    assert ballot.key in text
    assert "bject" not in text
    assert WRITTEN[Stance.OBJECT]["reason"] not in text


def test_the_holder_hears_of_what_an_officer_entered(sent):
    ballot, olga = opened(), officer()
    sent()
    _person, seat = seat_of(ballot, "Bua")
    actions.enter_position(ballot, seat.number, Stance.ENDORSE, {}, "Called.", actor=olga)
    ((subject, text),) = sent()["bua"]
    assert subject.startswith("Entered for your seat")
    assert "Called." not in text
    actions.retract_entry(ballot, seat.number, actor=olga)
    assert "took back" in sent()["bua"][0][1]


def test_reminders_go_to_silent_seats_alone_and_once(sent):
    ballot = opened()
    say(ballot, "Ana")
    sent()
    with clock.at(ballot.closes_at - time_actions.REMIND_BEFORE):
        tick(clock.now())
        tick(clock.now())
        found = sent()
    assert {who: len(letters) for who, letters in found.items()} == {"bua": 1, "chan": 1}


def test_who_speaks_before_the_reminder_is_written_gets_none(sent):
    ballot = opened()
    sent()
    with clock.at(ballot.closes_at - time_actions.REMIND_BEFORE):
        tick(clock.now())
        say(ballot, "Ana")
        found = sent()
    assert [subject.split(":")[0] for subject, _ in found["ana"]] == ["Receipt for your seat"]


def test_all_hear_of_more_time_and_of_the_end(sent):
    ballot, olga = opened(), officer()
    sent()
    time_actions.extend(
        ballot, ballot.closes_at + (ballot.closes_at - ballot.opened_at) / 2, "A holiday.", actor=olga
    )
    found = sent()
    assert set(found) == {"ana", "bua", "chan"}
    assert "A holiday." in found["ana"][0][1]
    with clock.at(ballot.closes_at):
        tick(clock.now())
        assert sent()["bua"][0][0] == "Inquorate: Logs of incidents"


def test_all_hear_of_an_annulment(sent):
    ballot, olga = opened(), officer()
    sent()
    motion = motion_actions.propose_annulment(ballot, "The wrong text.", actor=olga)
    assert sent() == {}
    motion_actions.confirm_annulment(ballot, motion, actor=officer("Otto"))
    assert set(sent()) == {"ana", "bua", "chan"}


def test_the_objector_hears_of_the_answer(sent):
    ballot, olga = opened(ConsensusRule(visibility=Visibility.OPEN)), officer()
    say(ballot, "Ana", Stance.OBJECT)
    sent()
    _person, seat = seat_of(ballot, "Ana")
    objection_actions.answer_objection(
        ballot, seat.number, Disposition.NOT_ACCEPTED, "It is needed.", actor=olga
    )
    assert set(sent()) == {"ana"}


def test_a_successor_hears_and_the_predecessor_hears_no_more(sent):
    ballot, olga = opened(), officer()
    person, seat = seat_of(ballot, "Ana")
    successor = member("Aya", organisation=person.organisation)
    sent()
    roll_actions.transfer_seat(ballot, seat.number, successor, actor=olga)
    assert set(sent()) == {"aya"}


def test_who_may_no_longer_read_gets_nothing(sent, paper):
    opened()
    paper.open_to = lambda viewer: False
    assert sent() == {}
    assert db.session.query(Ballot).count() == 1


def test_a_voided_seat_reads_why_and_keeps_proof(sent):
    ballot, olga = opened(), officer()
    say(ballot, "Ana", Stance.OBJECT)
    ana, seat = seat_of(ballot, "Ana")
    with transaction():
        ana.state = "suspended"
    motion = motion_actions.propose_voiding(ballot, seat.number, "Left the institute.", actor=olga)
    motion_actions.confirm_voiding(ballot, motion, actor=officer("Otto"))
    with transaction():
        ana.state = "active"
    ((_subject, text),) = [mail for mail in sent()["ana"] if "voided" in mail[0]]
    assert "Left the institute." in text
    assert ballot.last_hash in text
    assert records.head(ballot, ballot.last_seq).sig in text


def test_a_letter_to_thousands_is_put_in_batches(sent, monkeypatch):
    monkeypatch.setattr(queueing, "BATCH", 2)
    opened()
    assert set(sent()) == {"ana", "bua", "chan"}
