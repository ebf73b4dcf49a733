"""How long things are kept: declared, set by an administrator, and enforced each day in batches."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from cop.admission import actions as admission
from cop.delivery.transport import SentMail
from cop.kernel import clock, keys, ledger, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, Invalid
from cop.kernel.keys import Token
from cop.kernel.outbox import Item
from cop.members import keeping
from cop.members.models import Member, Session
from cop.privacy import retention, retention_actions
from cop.statements.drafts import Draft
from tests.people import administrator, member, officer, sign_in
from tests.privacy.traces import traces

DAY = timedelta(days=1)


def clear_after(days: float) -> int:
    return retention.enforce(clock.now() + days * DAY)


def left(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def test_each_retention_is_within_its_own_bounds(whole_app):
    declared = whole_app.extensions["cop"].each("retentions")
    assert len({one.key for one in declared}) == len(declared) >= 8
    assert all(1 <= one.least <= one.days <= one.most for one in declared)


def test_what_is_older_goes_and_what_is_younger_stays(app):
    alice, now = member(), clock.now()
    with transaction():
        db.session.add(Session(member_id=alice.id, hash="h", begun=now, used=now, ended=now))
        keys.mint("test", "address:1", DAY, now)
        draft = {"about": "new", "title": "T", "source": "S", "language": "en", "version": 1}
        db.session.add(Draft(member_id=alice.id, saved_at=now, **draft))
        db.session.add(SentMail(at=now, to="a@b.example", subject="S", text="T", key="k"))
        db.session.add(Item(kind="mail", payload={}, key="old", due=now, done_at=now, attempts=1))
    clear_after(20)
    assert (left(Session), left(Token), left(Draft), left(SentMail)) == (1, 1, 1, 1)
    clear_after(100)
    assert (left(Session), left(Token), left(SentMail)) == (0, 0, 0)
    clear_after(200)
    assert left(Draft) == 0
    assert db.session.scalar(select(Item.id).where(Item.key == "old")) is None


def test_what_waits_to_be_sent_is_never_cleared(app):
    with transaction():
        db.session.add(Item(kind="mail", payload={}, key="waits", due=clock.now(), attempts=1))
    clear_after(700)
    assert db.session.scalar(select(Item.id).where(Item.key == "waits"))


def test_requests_that_came_to_nothing_are_forgotten(app):
    quiet = member("Qzquiet", state="registered", active_at=None, why="qzwhy")
    refused = member("Qzrefused", state="awaiting", active_at=None)
    admission.refuse(refused, "Qzrefused is unknown to us.", actor=officer())
    worker.drain()
    with transaction():
        db.session.query(SentMail).delete()
    clear_after(20)
    assert quiet.state == "registered"
    clear_after(31)
    assert (quiet.state, quiet.name, quiet.addresses) == ("left", f"Former member {quiet.id}", [])
    assert refused.state == "refused"
    clear_after(366)
    assert refused.state == "left" and traces("qzquiet", "qzwhy", "qzrefused is") == []


def test_it_goes_in_batches(app, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 2)
    alice, now = member(), clock.now()
    with transaction():
        for number in range(5):
            db.session.add(Session(member_id=alice.id, hash=str(number), begun=now, used=now, ended=now))
    assert clear_after(100) >= 5 and left(Session) == 0


def test_the_worker_does_it_once_a_day(app):
    first = clock.now().replace(hour=3)
    for moment in (first, first + timedelta(hours=1), first + DAY):
        worker.tick(moment)
    days = db.session.scalars(select(Item.key).where(Item.kind == "privacy_day")).all()
    assert len(days) == 2
    worker.drain(first + DAY)
    assert not db.session.scalars(select(Item.id).where(Item.last_error != "")).all()


def test_an_administrator_sets_it_and_the_ledger_says_so(client):
    adam = administrator()
    kept = retention.term(adam, "exports")
    for other in (member(), officer()):
        with pytest.raises(Forbidden):
            retention_actions.set_term(kept, 3, actor=other)
    for days in (0, 31):
        with pytest.raises(Invalid):
            retention_actions.set_term(kept, days, actor=adam)
    sign_in(client, adam)
    assert "by default" in client.get("/secretariat/retention/exports").text
    assert client.post("/secretariat/retention/exports", data={"days": "99"}).status_code == 422
    assert client.post("/secretariat/retention/exports", data={"days": "3"}).status_code == 303
    assert retention.days("exports") == 3
    entry = db.session.scalars(select(ledger.Entry).where(ledger.Entry.verb == "retention_set")).one()
    assert entry.facts == {"key": "exports", "before": 7, "days": 3}
    assert (
        "3 days" in client.get("/privacy").text
        and "7 days by default" in client.get("/secretariat/retention").text
    )
    assert client.get("/secretariat/retention/nothing").status_code == 404


def test_a_name_that_was_forgotten_is_free(app):
    member("Nina", state="registered", active_at=None)
    clear_after(31)
    assert keeping.free_slug("Nina") == "nina" and left(Member) == 1
