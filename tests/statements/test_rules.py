"""The table of a statement's life, and what each refusal says is missing."""

from datetime import UTC, datetime, timedelta

import pytest

from cop.kernel.errors import IllegalMove, Invalid
from cop.statements import rules
from cop.statements.rules import MOVES, STATES, Move, State

NOW = datetime(2026, 11, 23, 2, 15, tzinfo=UTC)
S = State

TABLE = {
    (S.DRAFTING, Move.CONSULT): S.CONSULTATION,
    (S.REVISING, Move.CONSULT): S.CONSULTATION,
    (S.CONSULTATION, Move.END_CONSULTATION): S.REVISING,
    (S.REVISING, Move.BALLOT): S.BALLOTING,
    (S.BALLOTING, Move.ADOPT): S.ADOPTED,
    (S.BALLOTING, Move.FAIL): S.NOT_ADOPTED,
    (S.BALLOTING, Move.INTERRUPT): S.REVISING,
    (S.NOT_ADOPTED, Move.TAKE_UP): S.REVISING,
    (S.DRAFTING, Move.SHELVE): S.SHELVED,
    (S.REVISING, Move.SHELVE): S.SHELVED,
    (S.NOT_ADOPTED, Move.SHELVE): S.SHELVED,
    (S.SHELVED, Move.UNSHELVE): S.REVISING,
    (S.ADOPTED, Move.PUBLISH): S.PUBLISHED,
    (S.ADOPTED, Move.UNADOPT): S.REVISING,
    (S.PUBLISHED, Move.SUPERSEDE): S.SUPERSEDED,
    (S.PUBLISHED, Move.WITHDRAW): S.WITHDRAWN,
}
WHO = {
    "editor": {Move.CONSULT, Move.TAKE_UP},
    "system": {Move.END_CONSULTATION, Move.ADOPT, Move.FAIL, Move.INTERRUPT},
    "officer": {
        Move.END_CONSULTATION,
        Move.BALLOT,
        Move.SHELVE,
        Move.UNSHELVE,
        Move.PUBLISH,
        Move.UNADOPT,
        Move.SUPERSEDE,
        Move.WITHDRAW,
    },
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", Move)
def test_a_move_leads_where_the_table_says_and_nowhere_else(state, move):
    if (state, move) in TABLE:
        assert rules.after(state, move) is TABLE[state, move]
        return
    with pytest.raises(IllegalMove) as refused:
        rules.after(state, move)
    assert refused.value.values == {"state": [STATES[state]]}


@pytest.mark.parametrize("who", WHO)
def test_who_makes_a_move(who):
    assert {move for move, step in MOVES.items() if who in step.who} == WHO[who]


def test_nothing_leads_out_of_the_two_ends():
    begun = set().union(*(step.begins for step in MOVES.values()))
    assert set(State) - begun == {S.SUPERSEDED, S.WITHDRAWN}


@pytest.mark.parametrize("state", sorted(set(State) - rules.REVISED))
def test_a_fixed_text_says_why_and_who_can_free_it(state):
    with pytest.raises(IllegalMove) as refused:
        rules.demand_revisable(state, ends_ballot=True)
    assert len(str(refused.value)) > 40


def test_a_ballot_is_ended_knowingly_alone():
    rules.demand_revisable(S.REVISING, ends_ballot=False)
    rules.demand_revisable(S.BALLOTING, ends_ballot=True)
    with pytest.raises(Invalid) as refused:
        rules.demand_revisable(S.BALLOTING, ends_ballot=False)
    assert refused.value.field == "ends_ballot"


@pytest.mark.parametrize(
    "ahead", [timedelta(minutes=59), timedelta(0), timedelta(days=-1), timedelta(days=366)]
)
def test_a_consultation_has_time_and_an_end(ahead):
    with pytest.raises(Invalid) as refused:
        rules.closing_time(NOW + ahead, NOW)
    assert refused.value.field == "closes_at"


@pytest.mark.parametrize("ahead", [timedelta(hours=1), timedelta(days=14), timedelta(days=365)])
def test_a_consultation_may_take_from_an_hour_to_a_year(ahead):
    assert rules.closing_time(NOW + ahead, NOW) == NOW + ahead


@pytest.mark.parametrize("state", State)
def test_comments_are_taken_in_consultation_and_ballot_until_their_end(state):
    later = NOW + timedelta(seconds=1)
    if state in (S.CONSULTATION, S.BALLOTING):
        rules.demand_comments_open(state, later, NOW)
    else:
        with pytest.raises(IllegalMove):
            rules.demand_comments_open(state, later, NOW)
    with pytest.raises(IllegalMove):
        rules.demand_comments_open(state, NOW, NOW)


def test_the_comments_that_wait_are_named():
    rules.demand_disposed([])
    with pytest.raises(IllegalMove, match=r"#3, #9\."):
        rules.demand_disposed([3, 9])
    with pytest.raises(IllegalMove, match=r"#20 …\."):
        rules.demand_disposed(list(range(1, 40)))


def test_an_open_objection_is_the_editors_an_answered_one_the_objector_s():
    rules.demand_peace([], [])
    with pytest.raises(IllegalMove, match=r"seats 4, 7: the statement's editors"):
        rules.demand_peace([4, 7], [9])
    with pytest.raises(IllegalMove, match=r"seats 9: each objector has seven days"):
        rules.demand_peace([], [9])


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_reason_has_words(reason):
    with pytest.raises(Invalid) as refused:
        rules.demand_reason(reason)
    assert refused.value.field == "reason"
    assert rules.demand_reason(" Because. ") == "Because."


@pytest.mark.parametrize(
    ("count", "number"), [(1, "JS-2026-001"), (42, "JS-2026-042"), (1000, "JS-2026-1000")]
)
def test_a_number_is_readable(count, number):
    assert rules.number(2026, count) == number
