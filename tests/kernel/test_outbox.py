"""The outbox: an item is done once or waits; a lease that ends gives it back; failures back off and stay visible."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.kernel import clock, outbox, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db


@pytest.fixture
def done(app):
    """A task that notes what it was given, and fails when told."""
    notes = []

    def task(payload, _now):
        if payload.get("fails"):
            raise RuntimeError("the relay is away")
        notes.append(payload["n"])

    app.extensions["cop"].tasks["noted"] = task
    worker.drain()
    yield notes
    del app.extensions["cop"].tasks["noted"]


def put(key="a", **payload):
    with transaction():
        outbox.put("noted", {"n": key, **payload}, key=key, due=clock.now())


def item(key="a") -> outbox.Item:
    db.session.expire_all()
    return db.session.scalars(select(outbox.Item).where(outbox.Item.key == key)).one()


def test_an_item_is_done_once(done):
    put()
    put()
    worker.drain()
    worker.drain()
    assert done == ["a"]
    assert item().done_at is not None


def test_a_claimed_item_is_nobody_elses_until_its_lease_ends(done):
    put()
    now = clock.now()
    with transaction():
        assert len(outbox.claim(now)) == 1
    with transaction():
        assert outbox.claim(now) == []
    with transaction():
        assert len(outbox.claim(now + outbox.LEASE)) == 1


def test_who_waited_past_the_lease_leaves_it_to_the_next(done):
    """Two workers: the first is slow with what stands before it, and the second claims the rest meanwhile."""
    put()
    now = clock.now()
    with transaction():
        (slow,) = [(one.id, one.claimed_until) for one in outbox.claim(now)]
    with transaction():
        (next_one,) = [(one.id, one.claimed_until) for one in outbox.claim(now + outbox.LEASE)]
    with transaction():
        assert not outbox.begin(*slow, now + outbox.LEASE)
        assert outbox.begin(*next_one, now + outbox.LEASE)
    assert item().attempts == 1


def test_a_claim_that_is_never_begun_costs_no_attempt(done):
    put()
    for _ in range(outbox.ATTEMPTS + 1):
        with transaction():
            outbox.claim(clock.now() + outbox.ATTEMPTS * 2 * outbox.LEASE)
    assert item().attempts == 0


def test_a_failure_backs_off_and_keeps_its_error(done):
    put(fails=1)
    worker.drain()
    assert "the relay is away" in item().last_error
    assert item().due >= clock.now() + timedelta(seconds=55)
    assert done == []


def test_out_of_attempts_it_waits_for_a_person(done):
    put(fails=1)
    moment = clock.now()
    for _ in range(outbox.ATTEMPTS + 3):
        worker.drain(moment)
        moment += timedelta(hours=7)
    assert item().attempts == outbox.ATTEMPTS
    assert item().done_at is None


def test_a_rolled_back_cause_sends_nothing(done):
    with pytest.raises(RuntimeError), transaction():
        outbox.put("noted", {"n": "a"}, key="a", due=clock.now())
        raise RuntimeError
    worker.drain()
    assert done == []


def test_lag_is_the_age_of_the_oldest_due_item(done):
    put()
    assert outbox.lag_seconds(clock.now() + timedelta(minutes=3)) >= 180
    worker.drain()
    assert outbox.lag_seconds(clock.now() + timedelta(minutes=3)) == 0


def test_many_items_are_added_at_once_and_none_twice(done):
    items = [
        {"kind": "noted", "payload": {"n": n}, "key": f"many:{n}", "due": clock.now()} for n in range(30)
    ]
    for some in (items[:3], items, []):
        with transaction():
            outbox.put_all(some)
    worker.drain()
    assert sorted(done) == list(range(30))
