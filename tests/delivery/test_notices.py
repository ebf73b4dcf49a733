"""A letter to many: queued by one entry, its progress told until the last is settled, each letter sent by one worker."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from cop.delivery import actions, notice_queries, queueing, settling
from cop.kernel import clock, outbox, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from tests.meetings.story import Story
from tests.people import member, officer, sign_in


@dataclass
class Told:
    """A meeting whose invitations go to so many that their progress is counted."""

    entry: Entry
    now: object

    def progress(self, later=timedelta(0)) -> tuple:
        (one,) = notice_queries.latest(self.now + later)
        return one.notice.letters, one.done, one.failed, one.rest


@pytest.fixture
def told(app, monkeypatch):
    monkeypatch.setattr(queueing, "MANY", 4)
    for number in range(3):
        member(f"Person {number}")
    worker.drain()
    with clock.at(clock.now()):
        Story()
        entry = db.session.scalars(db.select(Entry).filter_by(verb="meeting_scheduled")).one()
        yield Told(entry, clock.now())


def test_one_request_queues_one_item(told):
    waiting = db.session.scalars(db.select(outbox.Item.kind).where(outbox.Item.done_at.is_(None))).all()
    assert waiting == ["notices"]


def test_progress_is_counted_until_the_last_is_settled(app, told, monkeypatch):
    monkeypatch.setattr(notice_queries, "LATELY", timedelta(minutes=1))
    worker.work_once()
    assert told.progress() == (5, 0, 0, 5)
    monkeypatch.setitem(app.extensions["cop"].letters, "meeting_invitation", fails_for_the_first())
    worker.work_once()
    assert told.progress() == (5, 4, 0, 1)
    page = sign_in(app.test_client(), officer()).get("/secretariat/mail/").text
    for shown in (
        "Ninth regular meeting",
        "4 letters a minute",
        "1 more minute at this pace",
        "no such mailbox",
    ):
        assert shown in page
    for _ in range(outbox.ATTEMPTS):
        told.now += timedelta(hours=7)
        worker.work_once(told.now)
    assert told.progress() == (5, 4, 1, 0)


def test_its_numbers_outlive_its_letters_and_a_retry_is_counted(told):
    worker.work_once()
    worker.work_once()
    settling.settle_due(told.now)
    (failed, *_others) = db.session.scalars(db.select(outbox.Item).where(outbox.Item.kind == "mail")).all()
    with transaction():
        db.session.execute(db.delete(outbox.Item).where(outbox.Item.id != failed.id))
        failed.done_at = None
    assert told.progress() == (5, 5, 0, 0)
    actions.try_again(failed, actor=officer(), now=told.now)
    assert [one.notice.entry_id for one in notice_queries.unfinished(told.now)] == [told.entry.id]


def fails_for_the_first():
    first = []

    def compose(reader, _letter):
        first.append(reader.id)
        if reader.id == first[0]:
            raise RuntimeError("no such mailbox")

    return compose
