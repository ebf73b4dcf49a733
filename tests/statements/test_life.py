"""A statement's whole life, by its actions: drafted, consulted on, decided, published."""

from datetime import timedelta

import pytest

from cop.ballots import queries as ballots
from cop.ballots import records
from cop.ballots.bundle import Audience
from cop.kernel import clock
from cop.kernel.errors import IllegalMove
from cop.kernel.permits import SYSTEM
from cop.statements import actions, comment_queries, moving_actions, queries
from cop.statements.drift import drift
from cop.statements.rules import Disposition, State
from tests.statements import stage


def test_from_draft_to_publication(app):
    cast = stage.cast()
    statement = stage.consulted(cast)
    closes = statement.consultation_closes_at
    key = next(c.key for c in queries.current(statement).clauses if c.number == 3)
    remark = actions.comment(statement, key, "Five days.", "Reporting within five days.", actor=cast.bob)
    with pytest.raises(IllegalMove, match="being revised"):
        stage.open_ballot(cast, statement)
    actions.close_consultation(statement, actor=SYSTEM, now=closes)
    with pytest.raises(IllegalMove, match="no answer yet: #1"):
        stage.open_ballot(cast, statement)
    actions.dispose(
        remark, Disposition.NOT_ACCEPTED, "Ten days is the law in two countries.", actor=cast.alice
    )
    stage.open_ballot(cast, statement)
    assert statement.stands is State.BALLOTING
    for member in (cast.alice, cast.bob, cast.carol):
        stage.say(statement, member)
    ballot = stage.close(statement)
    assert (statement.stands, ballot.outcome) == (State.ADOPTED, "consensus")
    moving_actions.publish(statement, actor=cast.olga)
    assert statement.number == f"JS-{clock.now().year}-001"
    assert records.bundle(ballots.latest(statement.ref), Audience.PUBLIC)["ballot"] == "on-reporting/1"
    moves = [(p.move, p.state) for p in queries.passages(statement)]
    assert moves == [
        ("consult", "consultation"),
        ("end_consultation", "revising"),
        ("ballot", "balloting"),
        ("adopt", "adopted"),
        ("publish", "published"),
    ]
    assert list(drift()) == []


def test_a_failed_ballot_is_answered_revised_and_decided_anew(app):
    cast = stage.cast()
    statement = stage.failed(cast)
    assert (statement.stands, statement.waiting) == (State.NOT_ADOPTED, 2)
    actions.take_up(statement, actor=cast.alice)
    with pytest.raises(IllegalMove, match="#1, #2"):
        stage.open_ballot(cast, statement)
    for number in (1, 2):
        left = comment_queries.comment(cast.alice, statement.slug, number)
        actions.dispose(left, Disposition.ACCEPTED, "So be it.", actor=cast.alice)
    words = stage.TEXT.replace("ten", "five")
    actions.revise(statement, statement.title, words, "Five days.", statement.version, actor=cast.alice)
    second = stage.open_ballot(cast, statement)
    assert second.name == "on-reporting/2"
    for member in (cast.alice, cast.bob, cast.carol):
        stage.say(statement, member)
    stage.close(statement)
    moving_actions.publish(statement, actor=cast.olga)
    assert statement.is_public
    assert list(drift()) == []


def test_a_consultation_can_be_held_again(app):
    cast = stage.cast()
    statement = stage.revising(cast)
    actions.open_consultation(statement, clock.now() + timedelta(days=3), "Once more.", actor=cast.alice)
    assert (statement.consultations, queries.consultation(statement).scope) == (2, "Once more.")
    actions.close_consultation(statement, "Enough.", actor=cast.olga)
    assert [p.reason for p in queries.passages(statement)] == ["", "All have written.", "", "Enough."]
