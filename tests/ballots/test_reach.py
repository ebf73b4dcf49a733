"""Who could not be reached by mail: what the server refused, and what becomes of it under silence."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest

from cop.ballots import due, queries, reach, records, roll_actions
from cop.ballots.rules import RuleName, named
from cop.delivery import transport
from cop.kernel import clock, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.outbox import ATTEMPTS, Item
from tests.ballots.stage import opened, seat_of
from tests.ballots.test_views import PAGE, as_, text_of
from tests.people import member, officer

SILENCE = named(RuleName.SILENCE)


@pytest.fixture
def refusing(monkeypatch, paper):
    """The addresses that the mail server refuses."""
    refused, deliver = set(), transport.send

    def send(message, *rest):
        (to,) = message["To"].addresses
        if to.display_name in refused:
            raise SMTPRecipientsRefused({to.addr_spec: (550, b"no such mailbox")})
        deliver(message, *rest)

    monkeypatch.setattr(transport, "send", send)
    return refused


def give_up():
    """As a day of attempts would leave it."""
    with transaction():
        for item in db.session.query(Item).filter(Item.last_error != ""):
            item.attempts = ATTEMPTS


def undelivered(ballot):
    db.session.expire_all()
    return [e.data["seat"] for e in records.events(ballot) if e.kind == "undelivered"]


def test_the_secretariat_reads_whom_the_server_refused(refusing, client):
    refusing.add("Bua")
    ballot = opened()
    worker.drain()
    (found,) = reach.refused(ballot)
    assert (found.seat, found.name, found.given_up) == (seat_of(ballot, "Bua")[1].number, "Bua", False)
    assert "no such mailbox" in found.error
    as_(client, "Opener")
    assert "no such mailbox" in text_of(client.get(f"{PAGE}/run"))
    refusing.clear()
    with clock.at(clock.now() + timedelta(hours=1)):
        worker.drain()
    assert reach.refused(ballot) == []
    assert reach.count(ballot) == 0
    assert "no such mailbox" not in text_of(client.get(f"{PAGE}/run"))


def test_letters_about_another_ballot_are_not_listed(refusing):
    refusing.add("Ana")
    ballot = opened()
    say_nothing = reach.refused(ballot)
    with transaction():
        entry = {"kind": "ballot_opened", "to": 1, "about": {"ballot": 99}, "entry": 9_999}
        db.session.add(
            Item(kind="mail", payload=entry, key="mail:9999:ballot_opened:1", due=clock.now(), last_error="x")
        )
    assert reach.refused(ballot) == say_nothing


def test_under_silence_what_mail_gave_up_on_is_noted_once(refusing):
    refusing.add("Bua")
    ballot = opened(SILENCE)
    worker.drain()
    due.tick(clock.now())
    assert undelivered(ballot) == []
    give_up()
    for _ in range(2):
        due.tick(clock.now())
    assert undelivered(ballot) == [seat_of(ballot, "Bua")[1].number]
    assert queries.tally(ballot).all.unreached == 1


def test_however_many_were_given_up_on_all_are_noted(refusing, monkeypatch):
    monkeypatch.setattr(reach, "ASKED_AT_ONCE", 1)
    refusing.update({"Ana", "Bua", "Chan"})
    ballot = opened(SILENCE)
    worker.drain()
    give_up()
    assert len(reach.given_up(ballot, most=2)) == 2
    due.tick(clock.now())
    assert sorted(undelivered(ballot)) == [1, 2, 3]
    assert reach.given_up(ballot) == []


def test_by_positions_nothing_is_noted_by_itself_nor_after_the_close(refusing):
    refusing.update({"Ana", "Bua", "Chan"})
    ballot = opened()
    worker.drain()
    give_up()
    due.tick(clock.now())
    assert undelivered(ballot) == []


def test_a_silence_procedure_that_reached_nobody_decides_nothing(refusing):
    refusing.update({"Ana", "Bua", "Chan"})
    ballot = opened(SILENCE)
    worker.drain()
    give_up()
    due.tick(ballot.closes_at - timedelta(seconds=1))
    due.tick(ballot.closes_at)
    assert len(undelivered(ballot)) == 3
    assert ballot.outcome == "inquorate"


def test_a_seat_passed_on_is_reached_by_its_own_letter(refusing):
    refusing.add("Bua")
    ballot = opened(SILENCE)
    worker.drain()
    person, seat = seat_of(ballot, "Bua")
    follower = member("Follower", organisation=person.organisation)
    roll_actions.transfer_seat(ballot, seat.number, follower, actor=officer())
    worker.drain()
    give_up()
    due.tick(clock.now())
    assert reach.refused(ballot) == []
    assert undelivered(ballot) == []
