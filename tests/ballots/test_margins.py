"""What a ballot was short of, and the fewest seats that would have changed it: no fewer would."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cop.ballots.decision import outcome
from cop.ballots.decision import tests_of as found_by
from cop.ballots.margins import least, shortfalls, what_would_change
from cop.ballots.rules import ConsensusRule, more, named
from cop.ballots.tally import Counts, Tally
from cop.ballots.terms import Absence, Outcome, RuleName, Stance
from tests.ballots.rolls import few_seats, of_all, silence_rules, standard_rules, tallies
from tests.ballots.test_decision import REACHED, WORKED

LONE = {"min_groups": 1, "min_countries": 1}


def said(short):
    message, values = short.sentence
    return message % values


def test_two_more_from_professionals():
    tally = Tally(
        {
            ("regulators", "KH"): Counts(endorse=3),
            ("developers", "LA"): Counts(endorse=3),
            ("professionals", "TH"): Counts(endorse=1, silent=7),
        }
    )
    (short,) = shortfalls(found_by(tally, ConsensusRule()))
    assert (short.test, short.group, short.missing) == ("group_quorum_pct", "professionals", 2)
    assert said(short) == "professionals: 1 of 8 seats took a position; 3 must: 2 more."


def test_a_failed_ballot_names_each_failed_test():
    tally = WORKED.moved("regulators", "VN", Absence.SILENT, Stance.OBJECT)
    assert [(s.test, s.group, s.missing) for s in shortfalls(found_by(tally, named(RuleName.FULL)))] == [
        ("support_pct", "", 1),
        ("group_support_pct", "regulators", 1),
        ("max_objections", "", 2),
    ]


def test_what_holds_is_short_of_nothing():
    assert shortfalls(found_by(WORKED, ConsensusRule())) == []


def test_silence_says_who_was_not_reached():
    tally = Tally(REACHED).moved("developers", "LA", Absence.SILENT, Absence.UNREACHED)
    assert [said(short) for short in shortfalls(found_by(tally, named(RuleName.SILENCE)))] == [
        "developers: the notice reached none of its 1 seats; 1 must be reached.",
        "The notice reached 2 of 3 groups; 3 are needed: 1 more.",
        "The notice reached 2 of 3 countries; 3 are needed: 1 more.",
    ]


def test_where_nobody_was_or_decided_one_is_missing():
    recused = shortfalls(found_by(of_all(recuse=3), ConsensusRule(**LONE)))
    assert (recused[0].test, recused[0].missing) == ("quorum_pct", 1)
    aside = shortfalls(found_by(of_all(stand_aside=3), ConsensusRule(**LONE)))
    assert [(s.test, s.missing) for s in aside] == [("support_pct", 1), ("backing_pct", 2)]


@given(tallies(), standard_rules())
def test_least_is_the_edge_of_each_share(tally, rule):
    for found in found_by(tally, rule):
        if found.test in ("support_pct", "group_support_pct", "backing_pct"):
            edge = least(found)
            assert more(edge, found.of, found.bound)
            assert edge <= (found.test == "support_pct") or not more(edge - 1, found.of, found.bound)
        assert found.held == (
            found.have <= least(found) if found.test == "max_objections" else found.have >= least(found)
        )


# --- the fewest seats -------------------------------------------------------------------------------


def test_the_worked_example_was_adopted_by_one_seat():
    change = what_would_change(WORKED, ConsensusRule())
    assert (change.seats, change.to, change.test) == (1, Absence.SILENT, "group_quorum_pct")
    assert said(change) == "Adopted by 1: had as many in developers been silent, it would have had no quorum."


SURE = Counts(endorse=9)


@pytest.mark.parametrize(
    ("counts", "to", "test"),
    [
        (Counts(recuse=3), Absence.SILENT, "group_quorum_pct"),
        (Counts(stand_aside=3), Stance.OBJECT, "group_support_pct"),
    ],
)
def test_one_seat_gives_a_group_a_test_that_it_fails(counts, to, test):
    tally = Tally({("regulators", "KH"): SURE, ("developers", "KH"): counts})
    change = what_would_change(tally, ConsensusRule(**LONE))
    assert (change.seats, change.to, change.test, change.group) == (1, to, test, "developers")


def test_a_ballot_that_lacks_a_country_has_no_number():
    assert what_would_change(of_all(silent=9, endorse=1), ConsensusRule()) is None


def test_an_inquorate_ballot_says_how_many_more():
    change = what_would_change(of_all(endorse=100, silent=101), ConsensusRule(**LONE))
    assert (change.seats, change.test) == (1, "quorum_pct")


def changed(before, after):
    """Whether the result is another: adoption and failure are; an inquorate ballot needs only its quorum."""
    if before is Outcome.INQUORATE:
        return after is not Outcome.INQUORATE
    return before.adopted != after.adopted


def one_further(tally, places):
    for cell, counts in tally.cells.items():
        for low in places:
            if getattr(counts, str(low)):
                yield from (tally.moved(*cell, low, high) for high in places if high is not low)


def fewest(tally, rule, places, most):
    """The fewest seats that change the result, by trying all changes of one seat, of two, ..."""
    before, reached, seen = outcome(tally, rule), [tally], {frozenset(tally.cells.items())}
    for seats in range(1, most + 1):
        further = {frozenset(t.cells.items()): t for start in reached for t in one_further(start, places)}
        reached = [t for key, t in further.items() if key not in seen]
        seen |= set(further)
        if any(changed(before, outcome(t, rule)) for t in reached):
            return seats
    return None


@given(few_seats(), standard_rules())
def test_no_fewer_seats_would_have_changed_it_and_as_many_would(tally, rule):
    change = what_would_change(tally, rule)
    assume(change is not None)
    tried = min(change.seats, 3)
    assert fewest(tally, rule, (*Stance, Absence.SILENT), tried) == (tried if change.seats == tried else None)


@settings(max_examples=60)
@given(few_seats((Stance.OBJECT, Stance.RECUSE, *Absence)), silence_rules())
def test_under_silence_it_is_the_objections(tally, rule):
    change = what_would_change(tally, rule)
    assume(change is not None)
    assert fewest(tally, rule, (Stance.OBJECT, Stance.RECUSE, Absence.SILENT), change.seats) == change.seats


@given(tallies(), st.one_of(standard_rules(), silence_rules()))
def test_every_result_can_be_put_into_words(tally, rule):
    change = what_would_change(tally, rule)
    sentences = [*shortfalls(found_by(tally, rule)), *([change] if change else [])]
    assert all("%" not in said(sentence) for sentence in sentences)
