"""The life of a ballot and its times."""

from datetime import UTC, datetime, timedelta

import pytest

from cop.ballots.lifecycle import (
    LEADS_TO,
    Move,
    Term,
    after,
    check_extension,
    check_length,
    check_open,
    check_roll,
    shows_positions,
)
from cop.ballots.rules import ConsensusRule
from cop.ballots.terms import BallotState, Visibility
from cop.kernel.errors import IllegalMove, Invalid

OPENED = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)
CLOSES = OPENED + timedelta(days=7)
TERM = Term(OPENED, CLOSES)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("state", BallotState)
@pytest.mark.parametrize("move", Move)
def test_only_an_open_ballot_ends_and_none_is_reopened(state, move):
    opens = state is BallotState.PREPARED and move is Move.OPEN
    ends = state is BallotState.OPEN and move is not Move.OPEN
    if opens or ends:
        assert after(state, move) is LEADS_TO[state, move]
    else:
        with pytest.raises(IllegalMove):
            after(state, move)


def test_each_end_has_its_name():
    assert {after(BallotState.OPEN, move) for move in Move if move is not Move.OPEN} == {
        BallotState.CLOSED,
        BallotState.OVERTAKEN,
        BallotState.ANNULLED,
    }


def test_positions_are_taken_in_an_open_ballot_only():
    check_open(BallotState.OPEN)
    for state in set(BallotState) - {BallotState.OPEN}:
        with pytest.raises(IllegalMove):
            check_open(state)


@pytest.mark.parametrize("state", BallotState)
@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("member", [True, False])
def test_positions_show_after_the_end_or_to_members_of_an_open_ballot(state, visibility, member):
    ended = state in (BallotState.CLOSED, BallotState.OVERTAKEN, BallotState.ANNULLED)
    expected = ended or (member and visibility is Visibility.OPEN)
    assert shows_positions(visibility, state, member=member) is expected


# --- times ------------------------------------------------------------------------------------------


def test_a_position_counts_before_the_close_and_not_at_it():
    assert not TERM.due(CLOSES - timedelta(seconds=1))
    assert TERM.due(CLOSES)
    assert not Term(OPENED, CLOSES, (CLOSES + HOUR,)).due(CLOSES)


def test_a_ballot_runs_72_hours_unless_the_house_says_less():
    check_length(Term(OPENED, OPENED + timedelta(hours=72)))
    with pytest.raises(Invalid) as refused:
        check_length(Term(OPENED, OPENED + timedelta(hours=72) - timedelta(seconds=1)))
    assert refused.value.field == "closes_at"
    assert refused.value.values["length"] == timedelta(hours=72)
    check_length(Term(OPENED, OPENED + timedelta(minutes=1)), timedelta(minutes=1))


def test_no_house_lets_a_ballot_close_before_it_opens():
    with pytest.raises(Invalid):
        check_length(Term(OPENED, OPENED), timedelta(0))


def test_two_extensions_and_no_third():
    once = Term(OPENED, CLOSES, (CLOSES + HOUR,))
    twice = Term(OPENED, CLOSES, (CLOSES + HOUR, CLOSES + 2 * HOUR))
    check_extension(TERM, CLOSES + HOUR, OPENED)
    check_extension(once, CLOSES + 2 * HOUR, OPENED)
    with pytest.raises(IllegalMove):
        check_extension(twice, CLOSES + 3 * HOUR, OPENED)


def test_an_extension_is_later_than_the_last():
    for term in (TERM, Term(OPENED, CLOSES, (CLOSES + HOUR,))):
        with pytest.raises(Invalid) as refused:
            check_extension(term, term.current, OPENED)
        assert refused.value.field == "closes_at"


def test_extensions_together_are_never_longer_than_the_ballot():
    check_extension(TERM, CLOSES + timedelta(days=7), OPENED)
    for term in (TERM, Term(OPENED, CLOSES, (CLOSES + timedelta(days=6),))):
        with pytest.raises(Invalid) as refused:
            check_extension(term, CLOSES + timedelta(days=7, seconds=1), OPENED)
        assert refused.value.values["latest"] == CLOSES + timedelta(days=7)


def test_an_extension_comes_before_the_close():
    with pytest.raises(IllegalMove):
        check_extension(TERM, CLOSES + HOUR, CLOSES)


# --- roll -------------------------------------------------------------------------------------------

THREE = [("regulators", "KH"), ("professionals", "LA"), ("developers", "TH")]


def test_a_roll_has_as_many_groups_and_countries_as_the_rule_needs():
    check_roll(THREE, ConsensusRule())
    with pytest.raises(IllegalMove, match="2 groups; the rule needs 3"):
        check_roll([*THREE[:2], ("regulators", "TH")], ConsensusRule())
    with pytest.raises(IllegalMove, match="2 countries; the rule needs 3"):
        check_roll([*THREE[:2], ("developers", "KH")], ConsensusRule())
    check_roll(THREE[:1], ConsensusRule(min_groups=1, min_countries=1))
