"""The parameters, their ranges, the names they go by, and what a share is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.ballots.rules import (
    NO_OBJECTION,
    RANGES,
    ConsensusRule,
    check_parameter,
    custom,
    more,
    named,
    rule_from,
)
from cop.ballots.terms import RuleName, Stance, Unit, Visibility
from cop.kernel.errors import Invalid
from tests.ballots.rolls import silence_rules, standard_rules

FREE = {"unit": Unit.MEMBER, "visibility": Visibility.SEALED}


def test_broad_is_what_nothing_else_was_said():
    assert ConsensusRule().parameters == {
        "quorum_pct": 50,
        "group_quorum_pct": 34,
        "min_groups": 3,
        "min_countries": 3,
        "support_pct": 75,
        "group_support_pct": 50,
        "backing_pct": 34,
        "max_objections": -1,
    }


@pytest.mark.parametrize(
    ("name", "differs"),
    [
        (RuleName.BROAD, {}),
        (RuleName.FULL, {"max_objections": 0}),
        (RuleName.MAJORITY, {"support_pct": 50}),
        (RuleName.SILENCE, NO_OBJECTION),
    ],
)
def test_a_named_rule_differs_from_broad_where_its_name_says(name, differs):
    rule = named(name, unit=Unit.DELEGATION, visibility=Visibility.OPEN)
    assert rule.parameters == ConsensusRule().parameters | differs
    assert rule.name is name


def test_unit_and_visibility_leave_the_name():
    assert ConsensusRule(unit=Unit.DELEGATION, visibility=Visibility.OPEN).name is RuleName.BROAD


def test_any_other_parameters_are_custom():
    assert ConsensusRule(backing_pct=35).name is RuleName.CUSTOM


def test_custom_is_no_name_to_choose_by():
    with pytest.raises(Invalid) as refused:
        named(RuleName.CUSTOM)
    assert refused.value.field == "name"


EDGES = [(name, low, high) for name, (low, high) in RANGES.items()]


@pytest.mark.parametrize(("name", "low", "high"), EDGES)
def test_both_ends_of_a_range_can_be_chosen(name, low, high):
    for value in (low, high if high is not None else 10_000):
        assert getattr(custom({name: value}, **FREE), name) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [(n, low - 1) for n, low, _high in EDGES]
    + [(n, high + 1) for n, _low, high in EDGES if high is not None]
    + [("support_pct", "75"), ("support_pct", 75.0), ("min_groups", True), ("backing_pct", None)],
)
def test_a_refusal_names_the_field(name, value):
    with pytest.raises(Invalid) as refused:
        ConsensusRule(**{name: value})
    assert refused.value.field == name
    assert str(refused.value)


def test_a_custom_rule_does_not_become_the_silence_procedure():
    with pytest.raises(Invalid) as refused:
        custom(NO_OBJECTION, **FREE)
    assert refused.value.field == "quorum_pct"


def test_silence_still_needs_groups_and_countries():
    with pytest.raises(Invalid) as refused:
        ConsensusRule(**NO_OBJECTION, min_groups=0)
    assert refused.value.field == "min_groups"


def test_silence_knows_objections_and_recusals_only():
    assert named(RuleName.SILENCE).stances == {Stance.OBJECT, Stance.RECUSE}
    assert ConsensusRule().stances == set(Stance)


@given(st.one_of(standard_rules(), silence_rules()))
def test_a_rule_survives_its_record(rule):
    assert len(rule.data()) == 11
    assert rule_from(rule.data()) == rule


def test_a_record_cannot_call_a_rule_by_anothers_name():
    with pytest.raises(Invalid):
        rule_from(ConsensusRule(backing_pct=0).data() | {"name": "broad"})


def test_check_parameter_accepts_whole_numbers_in_range():
    check_parameter("max_objections", -1)


@pytest.mark.parametrize(
    ("part", "whole", "percent", "is_more"),
    [
        (50, 100, 50, False),
        (51, 100, 50, True),
        (100, 201, 50, False),
        (101, 201, 50, True),
        (3, 4, 75, True),
        (74, 99, 75, False),
        (75, 100, 75, True),
        (2, 3, 67, False),
        (0, 0, 50, False),
        (0, 0, 75, True),
        (0, 9, 0, True),
    ],
)
def test_half_is_more_than_half_and_other_shares_are_at_least(part, whole, percent, is_more):
    assert more(part, whole, percent) is is_more
