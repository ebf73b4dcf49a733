"""The demonstration shows every state at once, told by actions, and is told once."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from cop.ballots.models import Ballot
from cop.demo import story
from cop.discussions.models import Post, Thread
from cop.kernel import installation, ledger, words
from cop.kernel.db import db
from cop.meetings.models import Occurrence
from cop.members.models import Mandate, Member
from cop.members.personas import PERSONAS
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


def test_it_shows_every_state(told):
    states = dict(
        db.session.execute(select(Statement.state, func.count(Statement.id)).group_by(Statement.state)).all()
    )
    assert states == {"published": 1, "consultation": 1, "balloting": 1, "revising": 1}
    assert set(db.session.scalars(select(Occurrence.state))) == {"held", "scheduled"}
    assert db.session.scalar(select(func.count(Thread.id))) == 4
    assert db.session.scalar(select(func.count(Post.id))) >= 12
    outcomes = set(db.session.scalars(select(Ballot.outcome)))
    assert outcomes == {"adopted_with_dissent", ""}


def test_the_summit_s_forty_come_from_eight_countries(told):
    real = Member.country.not_in(list(words.FICTIONAL))
    counted = select(func.count(Member.id), func.count(Member.country.distinct())).where(
        real, Member.state == "active"
    )
    assert db.session.execute(counted).one() == (40, 8)


def test_mandates_are_of_invented_countries_only(told):
    assert set(db.session.scalars(select(Mandate.country))) <= set(words.FICTIONAL)


def test_every_persona_can_be_had(told):
    found = {m.slug: m for m in db.session.scalars(select(Member))}
    assert all(found[p.slug].is_member for p in PERSONAS)
    assert {p.key for p in PERSONAS if "officer" in found[p.slug].roles} == {"secretariat", "secretariat2"}
    assert {p.key for p in PERSONAS if "administrator" in found[p.slug].roles} == {"administrator"}


def test_it_is_told_once_and_stays_a_demonstration(told):
    assert not story.tell()
    with pytest.raises(installation.WrongMode):
        installation.demand_mode(False)


def test_its_ledger_is_in_the_order_of_time_within_each_statement(told):
    entries = db.session.execute(
        select(ledger.Entry.subject, ledger.Entry.at).order_by(ledger.Entry.id)
    ).all()
    by_subject = {}
    for subject, at in entries:
        assert by_subject.get(subject, at) <= at
        by_subject[subject] = at
