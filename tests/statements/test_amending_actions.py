"""Taking an amendment over: the text, the clause that stays itself, the answer, and what happens to the others."""

import pytest

from cop.ballots import queries as ballots
from cop.kernel.errors import Forbidden, IllegalMove, Invalid, Stale
from cop.statements import actions, comment_queries, queries, saying
from cop.statements.amending_actions import take_over
from cop.statements.rules import Disposition
from tests.statements import stage

WORDS = "Notify the authority at once, by any means, day or night."  # resembles nothing in the text


@pytest.fixture
def cast(app):
    return stage.cast()


def key_of(statement, number):
    return next(c.key for c in queries.current(statement).clauses if c.number == number)


def amended(cast, words=WORDS, clause=3):
    """A text being revised, with an amendment of its clause and a remark on the same and on another."""
    statement = stage.consulted(cast)
    key, other = key_of(statement, clause), key_of(statement, 1)
    remark = actions.comment(statement, key, "Sooner.", words, actor=cast.bob)
    actions.comment(statement, key, "Why ten?", "Reporting within nine days.", actor=cast.carol)
    actions.comment(statement, other, "Which tools?", actor=cast.carol)
    actions.close_consultation(statement, "All have written.", actor=cast.olga)
    return statement, remark


def take(statement, remark, actor, **more):
    return take_over(
        remark, "Better.", "Comment 1.", more.pop("version", statement.version), actor=actor, **more
    )


def since(statement):
    return {row.number: saying.said(row, statement)["since"] for row in comment_queries.every(statement)}


def test_the_words_take_the_clause_s_place_and_the_clause_stays_itself(cast):
    statement, remark = amended(cast)
    made = take(statement, remark, cast.alice)
    assert made.number == statement.revisions_count == 2
    assert made.source == stage.TEXT.replace("Reporting within ten days.", WORDS)
    assert {c.key: c.source for c in made.clauses}[remark.clause_key] == WORDS
    assert (remark.disposition, remark.applied) == (Disposition.ACCEPTED, 2)
    assert comment_queries.shown(remark).reason == "Better."


def test_the_other_comments_of_the_clause_are_marked_and_only_they(cast, client):
    statement, remark = amended(cast)
    take(statement, remark, cast.alice)
    with client.application.test_request_context():
        marked = since(statement)
    assert "has changed since" in marked[1]
    assert "has changed since" in marked[2]
    assert marked[3] == ""


def test_clauses_that_move_and_go_are_said(cast, client):
    statement, _remark = amended(cast)
    text = "# Whereas\n\nPeople are hurt.\n\n# We call for\n\nReporting within ten days."
    actions.revise(statement, "On reporting", text, "Shorter.", statement.version, actor=cast.alice)
    with client.application.test_request_context():
        marked = since(statement)
    assert marked[1] == "It is clause 2 now."
    assert "no longer in the text" in marked[3]


def test_several_clauses_can_take_one_s_place(cast):
    statement, remark = amended(cast, "Notify at once.\n\nNotify everyone.")
    made = take(statement, remark, cast.alice)
    assert [c.source for c in made.clauses if c.number][2:] == ["Notify at once.", "Notify everyone."]
    assert {c.key: c.source for c in made.clauses}[remark.clause_key] == "Notify at once."


def test_an_answer_given_before_stays_the_answer(cast):
    statement, remark = amended(cast)
    actions.dispose(remark, Disposition.ACCEPTED, "Yes, next time.", actor=cast.alice)
    take(statement, remark, cast.alice)
    assert (remark.answers, comment_queries.shown(remark).reason) == (1, "Yes, next time.")


def test_what_cannot_be_taken_over_is_refused_and_changes_nothing(cast):
    statement, remark = amended(cast)
    with pytest.raises(Stale):
        take(statement, remark, cast.alice, version=1)
    plain = comment_queries.comment(cast.alice, statement.slug, 3)
    with pytest.raises(IllegalMove):
        take(statement, plain, cast.alice)
    with pytest.raises(Invalid):
        take_over(remark, " ", "S.", statement.version, actor=cast.alice)
    for stranger in (cast.bob, cast.olga):
        with pytest.raises(Forbidden):
            take(statement, remark, stranger)
    assert (statement.revisions_count, remark.disposition, statement.waiting) == (1, "", 3)


def test_words_are_taken_over_once(cast):
    statement, remark = amended(cast)
    take(statement, remark, cast.alice)
    with pytest.raises(IllegalMove, match="already"):
        take(statement, remark, cast.alice)


def test_a_text_in_consultation_stands_still(cast):
    statement = stage.consulted(cast)
    remark = actions.comment(statement, key_of(statement, 3), "Sooner.", WORDS, actor=cast.bob)
    with pytest.raises(IllegalMove, match="stands still"):
        take(statement, remark, cast.alice)


def test_a_ballot_is_ended_knowingly(cast):
    statement = stage.balloted(cast)
    remark = actions.comment(statement, key_of(statement, 3), "Sooner.", WORDS, actor=cast.bob)
    with pytest.raises(Invalid) as refused:
        take(statement, remark, cast.alice)
    assert refused.value.field == "ends_ballot"
    take(statement, remark, cast.alice, ends_ballot=True)
    assert ballots.latest(statement.ref).state == "overtaken"
