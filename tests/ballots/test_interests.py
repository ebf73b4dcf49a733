"""Declared interests at a ballot: who is asked to recuse, and how it went without them by the same rule."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.ballots import interest_words, interests
from cop.ballots import queries as ballots
from cop.ballots.tally import Tally
from cop.ballots.terms import Absence, Outcome, Stance
from cop.kernel.db import db
from cop.kernel.errors import Forbidden, IllegalMove, Invalid
from cop.members.interest_actions import Declared, declare
from cop.members.interest_rules import About, Nature
from cop.members.models import Visitor
from cop.statements import subjects
from cop.statements.subject_actions import name_subjects
from tests.people import member, sign_in
from tests.statements import stage
from tests.statements.test_notices import told
from tests.statements.test_views import opening_form


@pytest.fixture
def cast(app):
    made = stage.cast()
    made.dora = member("Dora", "developers", "VN")
    return made


def has_interest(person, name="Acme", about=About.COMPANY, until=None):
    declare(person, Declared(about, name, Nature.OWNERSHIP, date(2020, 1, 1), until), actor=person)


def opened(cast, named=None):
    statement = stage.revising(cast)
    name_subjects(statement, named or {About.COMPANY: ["ACME", ""]}, actor=cast.alice)
    stage.open_ballot(cast, statement)
    return statement


def test_those_concerned_are_asked_and_only_they(cast, client):
    has_interest(cast.carol)
    has_interest(cast.bob, about=About.PRODUCT)
    has_interest(cast.dora, until=date(2021, 1, 1))
    statement = opened(cast)
    ballot = ballots.latest(statement.ref)
    assert interests.concerned(ballot) == [cast.carol.id]
    letters = told("recusals_proposed")
    assert set(letters) == {"Carol"}
    assert "- Acme" in letters["Carol"]
    here = f"/statements/{statement.slug}/ballots/1"
    for person, asked in ((cast.carol, True), (cast.bob, False), (cast.dora, False)):
        assert ("Consider to recuse" in sign_in(client, person).get(here).text) is asked


def test_the_officer_who_opens_sees_whom_it_will_ask(cast, client):
    has_interest(cast.carol)
    statement = stage.revising(cast)
    sign_in(client, cast.olga)
    here = f"/statements/{statement.slug}/ballot"
    assert "Asked to recuse" not in client.post(here, data=opening_form()).text
    name_subjects(statement, {About.COMPANY: ["acme"]}, actor=cast.alice)
    assert "declared an interest: Carol." in client.post(here, data=opening_form()).text


def test_nobody_is_recused_by_a_declaration(cast):
    has_interest(cast.carol)
    statement = opened(cast)
    stage.say(statement, cast.carol)
    tally = ballots.tally(ballots.latest(statement.ref))
    assert (tally.all.endorse, tally.all.recuse) == (1, 0)


def test_the_outcome_has_a_line_without_them_by_the_same_rule(cast, client):
    has_interest(cast.carol)
    statement = opened(cast)
    for person in (cast.alice, cast.bob, cast.carol, cast.dora):
        stage.say(statement, person)
    ballot = stage.close(statement)
    assert ballot.outcome == Outcome.CONSENSUS
    went, tally, seats = interests.without(ballot)
    assert (went, tally.all.endorse, tally.all.recuse, seats) == (Outcome.CONSENSUS, 3, 1, 1)
    with client.application.test_request_context():
        said = interest_words.without(ballot, cast.bob)
        assert said.startswith("Without declared interests: Consensus.")
        assert "3 of the 3" in said
        assert interest_words.without(ballot, Visitor()) == "Without declared interests: Consensus."
    sign_in(client, cast.bob)
    assert "Without declared interests" in client.get(f"/statements/{statement.slug}/ballots/1").text


def test_without_them_it_may_fail(cast):
    has_interest(cast.carol)
    has_interest(cast.dora)
    statement = opened(cast)
    for person in (cast.alice, cast.bob, cast.carol, cast.dora):
        stage.say(statement, person)
    ballot = stage.close(statement)
    assert interests.without(ballot)[0] is Outcome.INQUORATE, (
        "no developer is left, and three groups are needed"
    )


@given(st.lists(st.sampled_from([*Stance, None]), min_size=4, max_size=4), st.sets(st.integers(0, 3)))
def test_leaving_out_is_the_same_as_recusing(stances, out):
    """Against a count from nothing, of the same seats with those left out at recuse."""
    seats = [("g", "SG", stance or Absence.SILENT) for stance in stances]
    tally = Tally.of_seats(seats)
    for n in out:
        if seats[n][2] is not Stance.RECUSE:
            tally = tally.moved("g", "SG", seats[n][2], Stance.RECUSE)
    recused = [("g", "SG", Stance.RECUSE if n in out else seat[2]) for n, seat in enumerate(seats)]
    assert tally.all == Tally.of_seats(recused).all


def test_without_interests_there_is_no_line(cast):
    statement = opened(cast)
    ballot = stage.close(statement)
    assert interests.without(ballot) is None
    assert interest_words.without(ballot, cast.bob) == ""


def test_the_record_knows_nothing_of_it(cast):
    has_interest(cast.carol)
    statement = opened(cast)
    ballot = ballots.latest(statement.ref)
    assert ballot.last_seq == 0, "the opening alone"


def test_what_a_text_is_about_is_its_editors_to_say_and_fixed_by_a_ballot(cast, client):
    statement = stage.revising(cast)
    for stranger in (cast.bob, cast.olga):
        with pytest.raises(Forbidden):
            name_subjects(statement, {About.TOPIC: ["Triage"]}, actor=stranger)
    with pytest.raises(Invalid) as refused:
        name_subjects(statement, {About.TOPIC: [f"T{n}" for n in range(21)]}, actor=cast.alice)
    assert refused.value.field == "topic"
    sign_in(client, cast.alice)
    here = f"/statements/{statement.slug}/about"
    typed = {"topic": "Triage\nTRIAGE\n\nResearch", "company": "", "product": ""}
    assert client.post(here, data=typed).status_code == 303
    assert subjects.keys(subjects.of(statement)) == {("topic", "triage"), ("topic", "research")}
    assert "Research" in client.get(here).text
    stage.open_ballot(cast, statement)
    assert client.post(here, data=typed).status_code == 409
    with pytest.raises(IllegalMove):
        name_subjects(statement, {}, actor=cast.alice)
    db.session.rollback()
