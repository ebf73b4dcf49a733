"""The demonstration shows every state at once, told by actions, and is told once."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from cop.ballots.models import Ballot
from cop.demo import story
from cop.discussions.models import Post, Thread
from cop.kernel import installation, words
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.meetings.series.models import Occurrence
from cop.members.models import Mandate, Member
from cop.members.personas import PERSONAS
from cop.members.rules import IN_FORCE
from cop.pilots import country_dossier, dossier
from cop.pilots.fields import Kind
from cop.pilots.models import Pilot, PilotCountry
from cop.statements.annexes import Annex
from cop.statements.models import Statement
from tests import database


@pytest.fixture
def told(app):
    database.wipe()
    house = app.extensions["cop"]
    real, house.config = house.config, replace(house.config, demo=True)
    assert story.tell()
    yield app
    house.config = real


def states() -> dict[str, int]:
    counted = select(Statement.state, func.count(Statement.id)).group_by(Statement.state)
    return dict(db.session.execute(counted).all())


def test_it_shows_every_state_on_first_start(told):
    assert states() == {"published": 1, "consultation": 1, "balloting": 1, "revising": 1}
    assert set(db.session.scalars(select(Occurrence.state))) == {"held", "scheduled"}
    assert db.session.scalar(select(func.count(Thread.id))) == 5
    assert db.session.scalar(select(func.count(Post.id))) >= 12
    assert set(db.session.scalars(select(Ballot.outcome))) == {"adopted_with_dissent", ""}
    assert tracks() == {
        (True, "XA", "active", "conditional"),
        (True, "XL", "in_review", "none"),
        (False, "XL", "draft", "none"),
    }
    assert {(a.country, a.uptake, a.n) for a in all_of(Annex)} == {
        ("XA", "in_preparation", 1),
        ("XA", "adapted", 2),
        ("XL", "not_planned", 1),
    }
    _pilots_hold_what_their_forms_offer()
    _a_visitor_reads_the_one_that_was_approved(told)
    _told_once_and_in_order()


def tracks() -> set[tuple[bool, str, str, str]]:
    return {(t.pilot.public_at is not None, t.country, t.state, t.decision) for t in all_of(PilotCountry)}


def all_of(model):
    return list(db.session.scalars(select(model)))


def _told_once_and_in_order():
    assert not story.tell()
    with pytest.raises(installation.WrongMode):
        installation.demand_mode(False)
    latest = {}
    for subject, at in db.session.execute(select(Entry.subject, Entry.at).order_by(Entry.id)):
        assert latest.get(subject, at) <= at
        latest[subject] = at


def test_its_people_are_the_summit_s_and_the_personas(told):
    real = Member.country.not_in(list(words.FICTIONAL))
    counted = select(func.count(Member.id), func.count(Member.country.distinct()))
    assert db.session.execute(counted.where(real, Member.state.in_(IN_FORCE))).one() == (40, 8)
    assert set(db.session.scalars(select(Mandate.country))) <= set(words.FICTIONAL)
    found = {member.slug: member for member in db.session.scalars(select(Member))}
    roles = {persona.key: found[persona.slug].roles for persona in PERSONAS}
    assert {key for key, held in roles.items() if "officer" in held} == {"secretariat", "secretariat2"}
    assert {key for key, held in roles.items() if "administrator" in held} == {"administrator"}


def _pilots_hold_what_their_forms_offer():
    for subject, stages in [(p, dossier.STAGES) for p in all_of(Pilot)] + [
        (t, country_dossier.STAGES) for t in all_of(PilotCountry)
    ]:
        known = {f.key: f for stage in stages.values() for f in stage.fields}
        assert set(subject.answers) <= set(known)
        for key, value in subject.answers.items():
            if known[key].kind is Kind.CHOICE:
                assert value in known[key].choices, key
            if known[key].kind is Kind.MANY:
                assert set(value) <= set(known[key].choices), key


def _a_visitor_reads_the_one_that_was_approved(told):
    uids = {pilot.public_at is not None: pilot.uid for pilot in all_of(Pilot)}
    reader = told.test_client()
    assert reader.get(f"/pilots/{uids[True]}").status_code == 200
    assert reader.get(f"/pilots/{uids[False]}").status_code == 404
