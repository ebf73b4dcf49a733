"""One door for every write: permit, transaction, record; a form is taken once."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from cop.kernel import clock, ledger, outbox, submissions, worker
from cop.kernel.actions import action, lock_row, transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Missing
from cop.kernel.ledger import Entry, record
from cop.kernel.permits import MEMBER, SYSTEM, permit
from cop.members.models import Visitor
from tests.people import member


@action(permit(MEMBER), lock="person")
def greet(person, *, actor, now):
    record("community_founded", person.ref, actor=actor, now=now)
    return now


def test_an_action_writes_entry_and_outbox_together(app):
    alice = member()
    now = greet(alice, actor=alice)
    entry = db.session.scalars(select(Entry).order_by(Entry.id.desc())).first()
    assert (entry.verb, entry.subject, entry.actor, entry.at) == (
        "community_founded",
        alice.ref,
        alice.ref,
        now,
    )
    assert db.session.scalar(select(outbox.Item).where(outbox.Item.key == f"notices:{entry.id}")) is not None


def test_an_action_asks_its_permit(app):
    alice = member()
    before = len(db.session.scalars(select(Entry)).all())
    with pytest.raises(Forbidden):
        greet(alice, actor=member("Bob", state="suspended"))
    with pytest.raises(Exception, match="Sign in"):
        greet(alice, actor=Visitor())
    assert len(db.session.scalars(select(Entry)).all()) == before


def test_a_failing_action_leaves_nothing(app):
    with pytest.raises(RuntimeError), transaction():
        record("community_founded", "member:1", actor=SYSTEM, now=clock.now())
        raise RuntimeError
    assert db.session.scalar(select(Entry).where(Entry.subject == "member:1")) is None


@pytest.mark.parametrize("change", ["UPDATE ledger SET verb = 'x'", "DELETE FROM ledger"])
def test_the_ledger_is_immutable(app, change):
    with pytest.raises(DatabaseError), transaction():
        db.session.execute(text(change))


def test_seals_hold_and_show_a_change(app):
    alice = member()
    greet(alice, actor=alice)
    worker.tick()
    assert ledger.first_broken_seal() is None
    with transaction():
        made = db.session.scalars(select(ledger.Seal)).one()
        made.hash = "0" * 64
    assert ledger.first_broken_seal().id == made.id


def test_a_form_is_taken_once(app):
    alice = member()
    submissions.begin("key", alice.ref)
    greet(alice, actor=alice)
    submissions.end()
    with pytest.raises(submissions.AlreadyTaken):
        submissions.begin("key", alice.ref)


def test_copies_of_one_form_take_what_is_written_in_each(app):
    alice = member()
    for said in ("One answer.", "Another answer."):
        submissions.begin("key", alice.ref, [("text", said)])
        greet(alice, actor=alice)
        submissions.end()
    with pytest.raises(submissions.AlreadyTaken):
        submissions.begin("key", alice.ref, [("text", "One answer.")])


@action(permit(MEMBER), lock="person")
def refuse(person, *, actor, now):
    record("community_founded", person.ref, actor=actor, now=now, undone=1)
    refused = IllegalMove("Too late.")
    refused.then = lambda: greet(person, actor=actor)
    raise refused


@action(permit(MEMBER), lock="person")
def refuse_within(person, *, actor, now):
    return refuse(person, actor=actor)


@pytest.mark.parametrize("act", [refuse, refuse_within])
def test_what_is_written_of_a_refusal_outlives_what_was_refused(app, act):
    alice = member()
    with pytest.raises(IllegalMove):
        act(alice, actor=alice)
    (entry,) = db.session.scalars(select(Entry).where(Entry.subject == alice.ref))
    assert entry.facts == {}


@pytest.mark.postgres
def test_a_lock_is_on_the_row_alone(app):
    """Two members of one group are edited at the same moment: what is read with a row stays free."""
    alice = member()
    group = {"key": alice.group_key}
    with transaction():
        lock_row(alice)
        with db.engine.connect() as another:
            another.execute(text("SELECT key FROM groups WHERE key = :key FOR UPDATE NOWAIT"), group)


@action(permit(MEMBER))
def drop(address, *, actor, now):
    db.session.delete(address)
    record("community_founded", f"member:{address.member_id}", actor=actor, now=now)


def test_an_action_reads_its_subject_again_before_it_works(app):
    alice = member()
    address = alice.addresses[0]
    drop(address, actor=alice)
    with pytest.raises(Missing):
        drop(address, actor=alice)
