"""A statement's whole life, by its actions: drafted, consulted on, decided, published."""

from datetime import timedelta

import pytest

from cop.ballots import actions as ballot_actions
from cop.ballots import queries as ballots
from cop.ballots import records, time_actions
from cop.ballots.bundle import Audience
from cop.ballots.roll import prepare
from cop.ballots.rules import ConsensusRule
from cop.ballots.terms import Stance
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.errors import IllegalMove, Stale
from cop.kernel.permits import SYSTEM
from cop.statements import actions, moving_actions, queries
from cop.statements.rules import Disposition, State
from tests import people

TEXT = "# Whereas\n\nTools are used.\n\nPeople are hurt.\n\n# We call for\n\nReporting within ten days."


@pytest.fixture
def cast(app):
    alice = people.member("Alice", "regulators", "SG")
    bob = people.member("Bob", "professionals", "MY")
    carol = people.member("Carol", "developers", "TH")
    olga = people.officer()
    space = people.space("triage", people=[alice, bob, carol])
    return alice, bob, carol, olga, space


def opened(statement, olga, rule=None):
    rule = rule or ConsensusRule()
    closes_at = clock.now() + timedelta(hours=100)
    seen = prepare(statement.space, moving_actions.proposal(statement), rule, closes_at).hash
    return moving_actions.open_ballot(statement, rule, closes_at, seen, actor=olga)


def test_from_draft_to_publication(cast):
    alice, bob, carol, olga, space = cast
    statement = actions.draft(space, "On reporting", TEXT, actor=alice)
    closes = clock.now() + timedelta(days=14)
    actions.open_consultation(statement, closes, "All of it.", actor=alice)
    key = next(c.key for c in queries.current(statement).clauses if c.number == 3)
    remark = actions.comment(statement, key, "Five days, please.", "Reporting within five days.", actor=bob)
    with pytest.raises(IllegalMove):
        opened(statement, olga)
    actions.close_consultation(statement, actor=SYSTEM, now=closes)
    with pytest.raises(IllegalMove, match="no answer yet"):
        opened(statement, olga)
    actions.dispose(remark, Disposition.NOT_ACCEPTED, "Ten days is the law in two countries.", actor=alice)
    ballot = opened(statement, olga)
    assert statement.stands is State.BALLOTING
    for member in (alice, bob, carol):
        ballot_actions.take_position(ballot, Stance.ENDORSE, {}, actor=member)
    time_actions.close_due(ballot, actor=SYSTEM, now=ballot.closes_at)
    assert (statement.stands, ballot.outcome) == (State.ADOPTED, "consensus")
    moving_actions.publish(statement, actor=olga)
    assert statement.number == f"JS-{clock.now().year}-001"
    assert records.bundle(ballots.latest(statement.ref), Audience.PUBLIC)["ballot"] == "on-reporting/1"


def test_a_failed_ballot_turns_objections_into_comments(cast):
    alice, bob, carol, olga, space = cast
    statement = actions.draft(space, "On reporting", TEXT, actor=alice)
    actions.open_consultation(statement, clock.now() + timedelta(days=1), "All.", actor=alice)
    actions.close_consultation(statement, "Nobody wrote.", actor=olga)
    ballot = opened(statement, olga)
    note = {"clause": "3", "reason": "Too long.", "change": "Five days."}
    ballot_actions.take_position(ballot, Stance.OBJECT, note, actor=bob)
    for member in (alice, carol):
        ballot_actions.take_position(ballot, Stance.ENDORSE, {}, actor=member)
    time_actions.close_due(ballot, actor=SYSTEM, now=ballot.closes_at)
    assert statement.stands is State.NOT_ADOPTED
    (comment,) = queries.comments(statement)
    assert (comment.author_id, comment.clause_number, comment.from_ballot) == (bob.id, 3, ballot.name)
    assert statement.waiting == 1


def test_a_new_text_overtakes_the_ballot(cast):
    alice, _bob, _carol, olga, space = cast
    statement = actions.draft(space, "On reporting", TEXT, actor=alice)
    actions.open_consultation(statement, clock.now() + timedelta(days=1), "All.", actor=alice)
    actions.close_consultation(statement, "Nobody wrote.", actor=olga)
    ballot = opened(statement, olga)
    changed = TEXT.replace("ten", "five")
    actions.revise(statement, "On reporting", changed, "Five days.", statement.version, actor=alice)
    assert (ballot.state, statement.stands) == ("overtaken", State.REVISING)


def test_a_stale_edit_keeps_both_texts(cast):
    alice, _bob, _carol, _olga, space = cast
    statement = actions.draft(space, "On reporting", TEXT, actor=alice)
    version = statement.version
    actions.revise(statement, "On reporting", TEXT + "\n\nMore.", "More.", version, actor=alice)
    with pytest.raises(Stale) as stale:
        actions.revise(statement, "On reporting", TEXT + "\n\nOther.", "Other.", version, actor=alice)
    assert stale.value.theirs.endswith("More.")


def test_kept_counts_are_the_counted_ones(cast):
    alice, bob, _carol, _olga, space = cast
    statement = actions.draft(space, "On reporting", TEXT, actor=alice)
    actions.open_consultation(statement, clock.now() + timedelta(days=1), "All.", actor=alice)
    remark = actions.comment(statement, None, "Good.", actor=bob)
    actions.comment(statement, None, "Better.", actor=bob)
    actions.withdraw_comment(remark, actor=bob)
    assert (statement.comments_count, statement.waiting) == (2, 1)
    assert list(queries.drift()) == []
    db.session.rollback()
