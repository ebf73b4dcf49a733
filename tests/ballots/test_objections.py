"""The life of an objection after it was made."""

from datetime import UTC, datetime, timedelta

import pytest

from cop.ballots.objections import (
    ObjectionState,
    blocks_publication,
    check_answer,
    check_reply,
    has_lapsed,
    lapses_at,
)
from cop.ballots.terms import BallotState, Visibility
from cop.kernel.errors import IllegalMove

CLOSED = datetime(2026, 11, 30, 2, 15, tzinfo=UTC)
WEEK, SECOND = timedelta(days=7), timedelta(seconds=1)


def test_the_time_to_reply_runs_from_the_later_of_answer_and_close():
    assert lapses_at(CLOSED - WEEK, CLOSED) == CLOSED + WEEK
    assert lapses_at(CLOSED + SECOND, CLOSED) == CLOSED + SECOND + WEEK


def test_an_objection_lapses_at_the_week_and_not_before():
    assert not has_lapsed(ObjectionState.ANSWERED, CLOSED, CLOSED, CLOSED + WEEK - SECOND)
    assert has_lapsed(ObjectionState.ANSWERED, CLOSED, CLOSED, CLOSED + WEEK)


@pytest.mark.parametrize("state", sorted(set(ObjectionState) - {ObjectionState.ANSWERED}))
def test_only_an_answered_objection_lapses(state):
    assert not has_lapsed(state, CLOSED, CLOSED, CLOSED + 9 * WEEK)


def test_before_the_close_editors_answer_only_where_they_may_see():
    check_answer(ObjectionState.OPEN, BallotState.OPEN, Visibility.OPEN)
    with pytest.raises(IllegalMove):
        check_answer(ObjectionState.OPEN, BallotState.OPEN, Visibility.SEALED)
    check_answer(ObjectionState.ANSWERED, BallotState.CLOSED, Visibility.SEALED)


@pytest.mark.parametrize("ballot", [BallotState.PREPARED, BallotState.OVERTAKEN, BallotState.ANNULLED])
def test_a_ballot_that_decided_nothing_takes_no_answers(ballot):
    with pytest.raises(IllegalMove):
        check_answer(ObjectionState.OPEN, ballot, Visibility.OPEN)


@pytest.mark.parametrize("state", [ObjectionState.RESOLVED, ObjectionState.MAINTAINED, ObjectionState.LAPSED])
def test_an_answer_after_the_reply_comes_too_late(state):
    with pytest.raises(IllegalMove):
        check_answer(state, BallotState.CLOSED, Visibility.OPEN)


@pytest.mark.parametrize("state", ObjectionState)
def test_a_reply_follows_an_answer_once_even_after_a_lapse(state):
    if state in (ObjectionState.ANSWERED, ObjectionState.LAPSED):
        check_reply(state, BallotState.CLOSED, published=False)
    else:
        with pytest.raises(IllegalMove):
            check_reply(state, BallotState.CLOSED, published=False)


def test_a_reply_comes_between_close_and_publication():
    with pytest.raises(IllegalMove, match="changing or retracting"):
        check_reply(ObjectionState.ANSWERED, BallotState.OPEN, published=False)
    with pytest.raises(IllegalMove, match="published"):
        check_reply(ObjectionState.LAPSED, BallotState.CLOSED, published=True)


def test_publication_waits_for_answers_and_replies():
    waits = {state for state in ObjectionState if blocks_publication(state)}
    assert waits == {ObjectionState.OPEN, ObjectionState.ANSWERED}
