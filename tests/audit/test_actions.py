"""A recount goes over every seal, in steps, and finds what was changed behind the program's back."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from cop.audit import actions, home, queries, recounting
from cop.kernel import clock, ledger, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, SignInNeeded
from cop.kernel.ledger import Seal, record
from cop.kernel.permits import SYSTEM
from cop.members.models import Visitor
from tests import people


@pytest.fixture
def sealed(app) -> list[Seal]:
    """Three seals over two entries each."""
    worker.tick()
    made = []
    for number in range(3):
        with transaction():
            for _ in range(2):
                record("seat_set", f"member:{number + 1}", actor=SYSTEM, now=clock.now())
            made.append(ledger.seal(clock.now()))
    return made


def done() -> queries.Recount:
    worker.drain()
    return queries.last_recount()


def test_all_seals_hold(sealed, app):
    actions.ask_recount(actor=people.officer())
    found = done()
    assert (found.broken, found.reached) == (None, sealed[-1].id)
    assert found.entries == found.whole >= 6
    assert list(home.awaiting(people.officer("Osman"), clock.now())) == []


@pytest.mark.parametrize("step", [1, 50_000])
def test_a_changed_entry_breaks_its_seal(sealed, app, step, monkeypatch):
    monkeypatch.setattr(recounting, "STEP", step)
    second = sealed[1].id
    with transaction():
        db.session.execute(text("UPDATE ledger_seals SET hash = 'x' WHERE id = :id"), {"id": sealed[0].id})
    actions.ask_recount(actor=people.administrator())
    assert done().broken == sealed[0].id
    with transaction():
        restored = {"id": sealed[0].id, "hash": _hash(sealed[0])}
        db.session.execute(text("UPDATE ledger_seals SET hash = :hash WHERE id = :id"), restored)
        db.session.execute(text("UPDATE ledger_seals SET rows = 3 WHERE id = :id"), {"id": second})
    actions.ask_recount(actor=people.administrator("Anna"))
    assert done().broken == second


def _hash(seal: Seal) -> str:
    rows = db.session.query(ledger.Entry).filter_by(seal=seal.id).order_by(ledger.Entry.id).all()
    before = db.session.query(Seal).filter(Seal.id < seal.id).order_by(Seal.id.desc()).first()
    return ledger.digest(before.hash if before else ledger.FIRST, rows)


def test_a_finding_waits_for_the_secretariat(sealed, app):
    with transaction():
        db.session.execute(text("UPDATE ledger_seals SET hash = 'x' WHERE id = :id"), {"id": sealed[2].id})
    actions.ask_recount(actor=people.officer())
    done()
    with app.test_request_context():
        assert [one.title for one in home.awaiting(people.administrator(), clock.now())]
        assert list(home.awaiting(people.member(), clock.now())) == []


def test_one_recount_runs_at_a_time(sealed, app):
    first = actions.ask_recount(actor=people.officer())
    assert actions.ask_recount(actor=people.administrator()).id == first.id


def test_a_step_that_is_done_twice_counts_once(sealed, app):
    recount = actions.ask_recount(actor=people.officer())
    step = recounting._step(0)
    actions.keep_count(recount, step, actor=SYSTEM)
    counted = recount.entries
    actions.keep_count(recount, step, actor=SYSTEM)
    assert recount.entries == counted > 0


def test_the_clock_recounts_each_day(sealed, app):
    now = clock.now()
    recounting.daily(now)
    first = done()
    recounting.daily(now + timedelta(hours=23))
    assert queries.last_recount().id == first.id
    recounting.daily(now + timedelta(hours=25))
    assert queries.last_recount().id != first.id


@pytest.mark.parametrize("who", [Visitor, people.member])
def test_nobody_else_asks_for_a_recount(app, who):
    with pytest.raises((Forbidden, SignInNeeded)):
        actions.ask_recount(actor=who())
