"""The table of moves, and what a pilot's tracks say together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.pilots import country_dossier, dossier, samd
from cop.pilots.rules import (
    DECIDED,
    ENDED,
    FOREMOST,
    MOVES,
    STATE_WORDS,
    By,
    State,
    can,
    dossier_is_open,
    reached,
    refused_everywhere,
    together,
)
from cop.pilots.stage_forms import StageForm

# From the registry's rules: state, move, who, and nothing that is not written here.
TEAM = {State.DRAFT, State.RETURNED}
POSITIVE = {State.APPROVED, State.CONDITIONAL, State.NOT_REQUIRED}
OPEN = set(State) - {State.REFUSED, State.COMPLETED, State.TERMINATED, State.WITHDRAWN}
TABLE = {
    ("submit", By.LEAD): TEAM,
    ("take", By.STEWARD): {State.SUBMITTED},
    ("return", By.STEWARD): {State.SUBMITTED},
    ("decide", By.REGULATOR): {State.IN_REVIEW},
    ("activate", By.LEAD): POSITIVE,
    ("suspend", By.LEAD): {State.ACTIVE},
    ("suspend", By.REGULATOR): {State.ACTIVE},
    ("lift", By.LEAD): {State.SUSPENDED},
    ("lift", By.REGULATOR): {State.SUSPENDED},
    ("terminate", By.REGULATOR): OPEN - {State.DRAFT},
    ("withdraw", By.LEAD): OPEN,
    ("report", By.LEAD): {State.ACTIVE},
    ("report", By.CLOCK): {State.ACTIVE},
    ("complete", By.STEWARD): {State.REPORTING},
    ("extend", By.REGULATOR): POSITIVE | {State.ACTIVE, State.SUSPENDED},
}


@pytest.mark.parametrize("by", By)
@pytest.mark.parametrize("key", MOVES)
def test_every_move_from_every_state_by_everyone(key, by):
    allowed = {
        state for state in State if can(MOVES[key], state, by, held_by="lead" if key == "lift" else "")
    }
    assert allowed == TABLE.get((key, by), set())


@pytest.mark.parametrize(("held_by", "lead", "regulator"), [("lead", True, True), ("regulator", False, True)])
def test_what_a_regulator_suspended_only_a_regulator_lifts(held_by, lead, regulator):
    lift = MOVES["lift"]
    assert can(lift, State.SUSPENDED, By.LEAD, held_by) is lead
    assert can(lift, State.SUSPENDED, By.REGULATOR, held_by) is regulator


def test_a_regulator_takes_over_the_teams_own_suspension():
    assert can(MOVES["suspend"], State.SUSPENDED, By.REGULATOR, "lead")
    assert not can(MOVES["suspend"], State.SUSPENDED, By.REGULATOR, "regulator")
    assert not can(MOVES["suspend"], State.SUSPENDED, By.LEAD, "lead")


@given(st.lists(st.sampled_from(State), max_size=12))
def test_together_counts_every_country_once(states):
    told = together(states)
    assert sum(number for _state, number in told) == len(states)
    assert [FOREMOST.index(state) for state, _n in told] == sorted(FOREMOST.index(s) for s, _n in told)


@given(st.lists(st.sampled_from(State), max_size=8), st.booleans())
def test_the_dossier_is_closed_while_anyone_judges_it(states, approved):
    is_open = dossier_is_open(states, approved=approved)
    assert not (is_open and approved)
    assert not (is_open and set(states) & {State.SUBMITTED, State.IN_REVIEW, *POSITIVE, State.ACTIVE})
    assert not (is_open and states and not set(states) & TEAM)


@pytest.mark.parametrize(
    ("states", "is_so"),
    [
        ([State.REFUSED], True),
        ([State.REFUSED, State.WITHDRAWN], True),
        ([State.WITHDRAWN], False),
        ([State.REFUSED, State.IN_REVIEW], False),
        ([State.REFUSED, State.TERMINATED], False),
        ([], False),
    ],
)
def test_refused_everywhere(states, is_so):
    assert refused_everywhere(states) is is_so


def test_every_state_has_words_a_place_and_a_drawing():
    assert set(STATE_WORDS) == set(State) == set(FOREMOST)
    assert {reached(state, State.IN_REVIEW)[1] for state in ENDED} == {"ended", "completed"}
    assert all(reached(state, State.ACTIVE)[0] == 2 for state in DECIDED)
    assert reached(State.WITHDRAWN, State.ACTIVE) == (3, "ended")


@pytest.mark.parametrize(
    ("seriousness", "row"),
    [
        ("critical", ["IV", "IV", "III", "II"]),
        ("serious", ["III", "III", "II", "I"]),
        ("non_serious", ["II", "II", "I", "I"]),
    ],
)
def test_samd_category_is_the_table_of_n12(seriousness, row):
    kinds = ("autonomous", "treat", "drive", "inform")
    assert [samd.category(kind, seriousness) for kind in kinds] == row


@pytest.mark.parametrize("answers", [("", "critical"), ("drive", ""), ("nonsense", "serious")])
def test_no_category_without_both_answers(answers):
    assert samd.category(*answers) == ""


def test_no_question_shares_its_key_with_another_or_with_the_form_itself():
    for stages in (dossier.STAGES, country_dossier.STAGES):
        keys = [f.key for stage in stages.values() for f in stage.fields]
        assert len(keys) == len(set(keys))
        assert not {key for key in keys if hasattr(StageForm, key)}
