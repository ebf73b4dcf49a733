"""An alert and what reminds of it reach the right people exactly once: two workers, and one killed in the middle."""

import signal
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from cop.delivery import transport
from cop.delivery.transport import SentMail
from cop.kernel import clock, outbox, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.members.models import Member
from tests import people, workers
from tests.alerts import stories
from tests.pilots import stories as pilots

COLLEAGUES = 8


@pytest.fixture
def asked(app):
    """Names of everybody whom an alert asks that was raised twelve days ago, and not a letter is out yet."""
    cast = pilots.Cast()
    pilot = pilots.active(cast)
    for number in range(COLLEAGUES):
        people.member(f"Rita {number}", "regulators", "SG", regulates="SG")
    with transaction():
        worker.settle_until(clock.now() + timedelta(minutes=1))
    with clock.at(clock.now() - timedelta(days=12)):
        stories.warn(cast, pilot)
    return {"Lena", "Mani", "Rita", *(f"Rita {number}" for number in range(COLLEAGUES))}


def until_killed(tell):
    """Sends letters, and stops after the third: it has left, and nothing says so yet."""
    keep, left = transport._keep, []

    def kept(message, key, now):
        keep(message, key, now)
        left.append(key)
        if len(left) == 3:
            tell()
            signal.pause()

    transport._keep = kept
    worker.drain()


def to_the_end(_tell):
    worker.tick()
    worker.drain()


def letters():
    """Names by the verb of the entry that a letter tells of."""
    verbs = dict(db.session.execute(select(Entry.id, Entry.verb)).all())
    names = dict(db.session.execute(select(Member.id, Member.name)).all())
    keys = [key.split(".") for key in db.session.scalars(select(SentMail.key))]
    found = {}
    for entry, _kind, to in keys:
        found.setdefault(verbs[int(entry)], []).append(names[int(to)])
    return found


def test_everybody_is_told_once_by_two_workers_and_one_that_is_killed(asked):
    workers.start(until_killed).kill()
    assert [len(names) for names in letters().values()] == [3]
    later = clock.now() + outbox.LEASE
    with transaction():  # its lease runs out: what it held is free again
        held = outbox.Item.claimed_until.is_not(None)
        db.session.execute(update(outbox.Item).where(held).values(claimed_until=later - 2 * outbox.LEASE))
    two = [workers.start(to_the_end) for _number in range(2)]
    assert [one.ended() for one in two] == [True, True]
    to_the_end(None)
    assert {verb: sorted(names) for verb, names in letters().items()} == {
        "alert_raised": sorted(asked),
        "alert_escalated": sorted(asked | {"Olga"}),
    }
