"""Who hears of what, in whose language, with which secrets made when the letter is written."""

import pytest
from sqlalchemy import select

from cop.kernel import clock, keys, outbox, worker
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.ledger import OFFICERS, record
from cop.kernel.permits import SYSTEM
from cop.members import keeping, sessions
from cop.members.feature import feature
from cop.members.models import ChangeRequest, Mandate, Session
from tests.members.conftest import letters, path_in
from tests.people import member, officer


def happened(verb: str, person, **facts) -> None:
    with transaction():
        record(verb, person.ref, actor=SYSTEM, now=clock.now(), audience=OFFICERS, **facts)


def facts_for(verb: str, person) -> dict:
    olga = officer(f"Olga {verb}".replace("_", " "))
    with transaction():
        now = clock.now()
        if verb in ("member_refused", "member_suspended", "member_reinstated"):
            return {"decision": keeping.decision(person, "refuse", "The reason given.", olga, now).id}
        if verb.startswith("mandate"):
            return {"mandate": db.session.scalars(select(Mandate.id)).first()}
        if verb == "device_met":
            sessions.begin(person, "Firefox, Windows", now)
            return {"session": db.session.scalar(select(Session.id))}
        if verb.startswith("role"):
            return {"role": "administrator"}
        if verb == "change_decided":
            asked = ChangeRequest(member_id=person.id, group_key="observers", country="TH", reason="", asked_at=now,
                                  decided_at=now, granted=True, answer="The reason given.", by_id=olga.id)  # fmt: skip
            db.session.add(asked)
            db.session.flush()
            return {"request": asked.id}
    return {}


TOLD = sorted(verb for verb, tell in feature.notices.items() if callable(tell))


@pytest.mark.parametrize("verb", TOLD)
def test_every_letter_reaches_the_member_concerned_and_renders(app, verb):
    bob = member("Bob", regulates="SG", state="registered" if verb == "registration_sent" else "active")
    member("Alice")
    happened(verb, bob, **facts_for(verb, bob))
    (mail,) = letters()
    assert mail.to == "bob@example.org"
    assert mail.text.startswith("Dear Bob,\n\n")
    assert "\n\n\n\n" not in mail.text
    assert "{" not in mail.text
    assert mail.subject
    if verb in ("member_refused", "member_suspended", "member_reinstated", "change_decided"):
        assert "The reason given." in mail.text


@pytest.mark.parametrize("verb", sorted(feature.notices.keys() - set(TOLD)))
def test_silent_verbs_tell_nobody(app, verb):
    happened(verb, member())
    assert letters() == []


def test_no_secret_waits_in_the_outbox(app):
    nina = member("Nina", state="registered")
    happened("registration_sent", nina)
    worker.work_once()  # the ledger's entry becomes a letter that is not written yet
    waiting = [str(item.payload) for item in db.session.scalars(select(outbox.Item))]
    assert db.session.scalar(select(keys.Token.id)) is None
    raw = path_in(letters()[0]).rsplit("/", 1)[1]
    assert not [payload for payload in waiting if raw in payload]


def test_a_letter_that_became_moot_is_not_sent(app):
    nina = member("Nina", state="registered")
    happened("registration_sent", nina)
    with transaction():
        nina.state = "awaiting"
    assert letters() == []


def test_names_cannot_bend_a_letter(app):
    """A line break in a name would make a header or a paragraph of its own."""
    bob = member("Bob <b>&", languages=["en"])
    happened("password_changed", bob)
    assert letters()[0].text.startswith("Dear Bob <b>&,")
