"""What is asked, what a conclusion rests on, and how conclusions add up."""

from datetime import date, timedelta

import pytest

from cop.kernel.errors import Invalid
from cop.panels import questions, rules
from cop.panels.rules import Conclusion
from cop.pilots import choices

YES = {"a": {"answer": "yes"}, "b": {"answer": "no"}}


def test_every_stage_and_discipline_has_its_own_questions():
    assert list(questions.STAGES) == list(choices.VALUE_CHAIN)
    keys = [one.key for one in questions.QUESTIONS]
    assert len(set(keys)) == len(keys) == len({one.text for one in questions.QUESTIONS})
    for stage in questions.STAGES:
        for discipline in questions.DISCIPLINES:
            found = questions.asked([stage], discipline)
            assert len(found) >= 2
            assert {(one.stage, one.discipline) for one in found} == {(stage, discipline)}


def test_where_a_pilot_names_no_stage_all_are_asked():
    every = {one.stage for one in questions.asked([], "legal")}
    assert every == set(questions.STAGES)


def test_a_whole_review_may_conclude():
    rules.demand_whole(["a", "b"], YES, "favourable", "Because", "")
    rules.demand_whole(["a", "b"], YES, "conditions", "Because", "Double reading")
    rules.demand_whole(["a", "b"], {}, "abstains", "I know the lead", "")


@pytest.mark.parametrize(
    ("answers", "conclusion", "reasons", "terms", "field"),
    [
        (YES, "favourable", " ", "", "reasons"),
        ({}, "abstains", "", "", "reasons"),
        ({"a": {"answer": "yes"}}, "favourable", "Because", "", "b"),
        ({"a": {"answer": ""}, "b": {"answer": "no"}}, "unfavourable", "Because", "", "a"),
        (YES, "conditions", "Because", " ", "terms"),
        (YES, "favourable", "Because", "Double reading", "terms"),
    ],
)
def test_what_is_missing_is_said_at_its_field(answers, conclusion, reasons, terms, field):
    with pytest.raises(Invalid) as refused:
        rules.demand_whole(["a", "b"], answers, conclusion, reasons, terms)
    assert refused.value.field == field


def test_conclusions_are_counted_in_a_fixed_order():
    found = rules.together(["unfavourable", "", "favourable", "unfavourable"])
    assert found == [(Conclusion.FAVOURABLE, 1), (Conclusion.UNFAVOURABLE, 2)]


@pytest.mark.parametrize(("days", "said"), [(-4, ""), (-3, "soon"), (0, "soon"), (1, "late")])
def test_the_clock_says_when_it_is_near_and_when_it_is_past(days, said):
    due = date(2026, 11, 20)
    assert rules.clock(due, due + timedelta(days=days)) == said
