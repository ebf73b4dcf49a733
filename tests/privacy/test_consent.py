"""Terms: agreed to when joining, asked for again when a new version is in force, and shown with their history."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from cop.kernel import clock, worker
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, Invalid, Stale
from cop.kernel.ledger import Entry
from cop.members.models import Member
from cop.privacy import consent, consent_actions
from cop.privacy.consent_models import Consent, Terms
from tests.members.conftest import REQUEST
from tests.people import administrator, member, officer, sign_in

NEW = "## New terms\n\nBe kind."
LATER = timedelta(minutes=1)


@pytest.fixture
def alice(app):
    return member()


def put_in_force(by=None, source=NEW, seen=1):
    made = consent_actions.put_in_force(source, "Kinder.", seen, actor=by or administrator())
    worker.drain()
    return made


def asked_again(client, person):
    """The person signs in after a second version came in force."""
    put_in_force()
    with clock.at(clock.now() + LATER):
        return sign_in(client, person)


def test_a_community_begins_with_terms_that_everyone_reads(client):
    page = client.get("/privacy/terms").text
    assert "Version 1" in page and 'href="/privacy"' in page and "What you agree to" in page
    assert client.get("/privacy/terms/1").status_code == 200
    assert client.get("/privacy/terms/2").status_code == 404


def test_who_asks_to_join_agrees_or_does_not_join(client):
    assert client.post("/join", data={k: v for k, v in REQUEST.items() if k != "agree"}).status_code == 422
    assert client.post("/join", data=REQUEST).status_code == 303
    given = db.session.scalars(select(Consent)).one()
    nina = db.session.get_one(Member, given.member_id)
    assert (given.terms.version, given.joining, nina.name) == (1, True, "Nina Nurdin")


def test_asking_twice_is_one_consent(client):
    for _ in range(2):
        client.post("/join", data=REQUEST)
    assert len(db.session.scalars(select(Consent)).all()) == 1


def test_only_an_administrator_puts_terms_in_force(alice):
    for other in (alice, officer()):
        with pytest.raises(Forbidden):
            put_in_force(by=other)
    adam = administrator()
    with pytest.raises(Stale):
        put_in_force(by=adam, seen=7)
    for source in (" ", consent.in_force().source):
        with pytest.raises(Invalid):
            put_in_force(by=adam, source=source)
    assert put_in_force(by=adam).version == 2
    entry = db.session.scalars(select(Entry).where(Entry.verb == "terms_put_in_force")).one()
    assert entry.facts == {"version": 2}


def test_everyone_in_force_is_asked_and_nobody_else(alice):
    gone = member("Gone", state="left")
    consent.note(bob := member("Bob"), clock.now(), joining=False)
    db.session.commit()
    consent.ask_everyone({}, clock.now())
    assert [p.terms_due for p in db.session.scalars(select(Member).order_by(Member.id))] == [
        True,
        False,
        False,
    ]
    put_in_force()
    assert db.session.get_one(Member, bob.id, populate_existing=True).terms_due and not gone.terms_due


def test_it_is_asked_in_batches(app, monkeypatch):
    monkeypatch.setattr(consent, "BATCH", 2)
    people = [member(f"Person {number}") for number in range(5)]
    consent.ask_everyone({}, clock.now())
    db.session.expire_all()
    assert all(person.terms_due for person in people)


def test_who_signs_in_reads_them_first(client, alice):
    asked_again(client, alice)
    answer = client.get("/people/?country=SG")
    assert answer.location == "/privacy/agree?next=/people/?country%3DSG"
    assert client.post("/account", data={}).location.startswith("/privacy/agree")
    page = client.get(answer.location).text
    assert "Be kind." in page and "Leave the community" in page
    for path in ("/privacy", "/privacy/terms", "/account/data", "/account/data/export", "/account/leave"):
        assert client.get(path).status_code == 200, path
    assert client.post("/privacy/agree?next=/people/", data={"version": "1"}).status_code == 409
    assert client.post("/privacy/agree?next=//evil.example", data={"version": "2"}).location == "/"
    assert client.get("/people/").status_code == 200
    assert "You agreed to this version." in client.get("/privacy/agree").text


def test_who_was_signed_in_goes_on_until_the_next_time(client, alice):
    with clock.at(clock.now() - LATER):
        sign_in(client, alice)
    put_in_force()
    assert client.get("/people/").status_code == 200
    with clock.at(clock.now() + LATER):
        sign_in(client, alice)
    assert client.get("/people/").status_code == 303


def test_one_who_does_not_agree_may_sign_out_or_leave(client, alice):
    asked_again(client, alice)
    assert client.post("/account/leave", data={"words": "stay", "sure": "y"}).location == "/privacy/left"
    assert alice.state == "left" and db.session.scalars(select(Consent)).all() == []


def test_the_history_is_on_ones_own_page(client, alice):
    asked_again(client, alice)
    client.post("/privacy/agree", data={"version": "2"})
    page = client.get("/account/data").text
    assert "Version 2 of the terms" in page and "/privacy/terms/2" in page


def test_the_page_puts_a_version_in_force(client):
    sign_in(client, administrator())
    form = {"source": NEW, "changes": "Kinder.", "version": "1"}
    assert client.post("/secretariat/terms", data=form | {"changes": ""}).status_code == 422
    assert client.post("/secretariat/terms", data=form).location == "/privacy/terms"
    stale = client.post("/secretariat/terms", data=form | {"source": "Others."})
    assert stale.status_code == 409 and "Be kind." in stale.text and "Others." in stale.text


def test_an_older_community_gets_terms_and_is_asked(alice):
    db.session.query(Terms).delete()
    db.session.commit()
    worker.tick()
    assert consent.in_force().version == 1
    assert db.session.get_one(Member, alice.id, populate_existing=True).terms_due
