"""A rule in plain words says each of its numbers, and nothing of what it does not test."""

from hypothesis import given
from hypothesis import strategies as st

from cop.ballots.explain import explain
from cop.ballots.rules import ConsensusRule, named
from cop.ballots.terms import RuleName, Unit, Visibility
from tests.ballots.rolls import silence_rules, standard_rules


def said(rule):
    return [message % values if values else message for message, values in explain(rule)]


def test_broad_in_words():
    assert said(ConsensusRule()) == [
        "Each voting member has one seat.",
        "At least 50% of the seats must take a position; who recuses themselves is not counted.",
        "In each group at least 34% of the seats must.",
        "Positions must come from at least 3 of the groups.",
        "Positions must come from at least 3 of the countries.",
        "At least 75% of those who endorse, reserve or object must endorse or reserve.",
        "So must more than half in each group that decides; a tie in one group fails.",
        "At least 34% of those who take part, whoever stands aside included, must endorse or reserve.",
        "An objection alone does not stop the text; unless resolved, it is printed with it.",
        "A seat that says nothing is never counted as support.",
        "Nobody sees another's position before the close, only how many seats have spoken.",
    ]


def test_silence_is_never_called_support():
    rule = named(RuleName.SILENCE, unit=Unit.DELEGATION, visibility=Visibility.OPEN)
    assert said(rule) == [
        "Each country has one seat in each group, for the head of its delegation or an alternate.",
        "The text is adopted at the close unless somebody objects. Asking for other words is objecting.",
        "In every group the notice must have reached at least one seat.",
        "It must have reached at least 3 of the groups.",
        "It must have reached at least 3 of the countries.",
        "Silence is recorded as no objection, never as endorsement.",
        "Members see each position as soon as it is taken.",
    ]


def test_half_is_said_as_more_than_half():
    words = " ".join(said(named(RuleName.MAJORITY)))
    assert "More than half of those who endorse, reserve or object" in words
    assert "a tie fails" in words


def test_objections_are_counted_where_the_rule_counts_them():
    assert "One objection stops the text." in said(named(RuleName.FULL))
    assert "The text is stopped by more objections than 2." in said(ConsensusRule(max_objections=2))


@given(st.one_of(standard_rules(), silence_rules()))
def test_every_sentence_can_be_said_and_no_zero_share_is(rule):
    words = " ".join(said(rule))
    assert "%(" not in words
    assert "%%" not in words
    assert " 0%" not in words
