"""The tests of a rule and the outcome that follows: an example, the edges, and what must never happen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.ballots.decision import outcome
from cop.ballots.decision import tests_of as found_by
from cop.ballots.rules import ConsensusRule, custom, named
from cop.ballots.tally import Counts, Tally
from cop.ballots.terms import Absence, Outcome, RuleName, Stance, Unit, Visibility
from tests.ballots.rolls import barely_adopted, of_all, silence_rules, standard_rules, tallies

FREE = {"unit": Unit.MEMBER, "visibility": Visibility.SEALED}
LONE = {"min_groups": 1, "min_countries": 1}

# Eight seats that count, seven that took part, of three groups and four countries.
WORKED = Tally.of_seats(
    [
        ("regulators", "KH", Stance.ENDORSE),
        ("regulators", "LA", Stance.ENDORSE),
        ("regulators", "TH", Stance.OBJECT),
        ("regulators", "VN", Absence.SILENT),
        ("professionals", "KH", Stance.ENDORSE),
        ("professionals", "LA", Stance.RESERVE),
        ("professionals", "VN", Stance.STAND_ASIDE),
        ("developers", "KH", Stance.ENDORSE),
        ("developers", "LA", Stance.RECUSE),
    ]
)


def rows(tally, rule):
    return [(t.test, t.group, t.have, t.of, t.bound, int(t.held)) for t in found_by(tally, rule)]


def held(tally, rule, test, group=""):
    return next(t.held for t in found_by(tally, rule) if (t.test, t.group) == (test, group))


def test_the_worked_example():
    assert rows(WORKED, ConsensusRule()) == [
        ("quorum_pct", "", 7, 8, 50, 1),
        ("group_quorum_pct", "developers", 1, 1, 34, 1),
        ("group_quorum_pct", "professionals", 3, 3, 34, 1),
        ("group_quorum_pct", "regulators", 3, 4, 34, 1),
        ("min_groups", "", 3, 3, 3, 1),
        ("min_countries", "", 4, 4, 3, 1),
        ("support_pct", "", 5, 6, 75, 1),
        ("group_support_pct", "developers", 1, 1, 50, 1),
        ("group_support_pct", "professionals", 2, 2, 50, 1),
        ("group_support_pct", "regulators", 2, 3, 50, 1),
        ("backing_pct", "", 5, 7, 34, 1),
    ]
    assert outcome(WORKED, ConsensusRule()) is Outcome.ADOPTED_WITH_DISSENT


def test_the_worked_example_fails_when_the_silent_regulator_objects():
    tally = WORKED.moved("regulators", "VN", Absence.SILENT, Stance.OBJECT)
    failed = [row for row in rows(tally, ConsensusRule()) if not row[-1]]
    assert failed == [("support_pct", "", 5, 7, 75, 0), ("group_support_pct", "regulators", 2, 4, 50, 0)]
    assert outcome(tally, ConsensusRule()) is Outcome.NO_CONSENSUS


def test_under_full_one_objection_stops_the_worked_example():
    assert rows(WORKED, named(RuleName.FULL))[-1] == ("max_objections", "", 1, 6, 0, 0)
    assert outcome(WORKED, named(RuleName.FULL)) is Outcome.NO_CONSENSUS


def test_reservations_and_plain_consensus():
    without = WORKED.moved("regulators", "TH", Stance.OBJECT, Stance.STAND_ASIDE)
    assert outcome(without, named(RuleName.FULL)) is Outcome.CONSENSUS_WITH_RESERVATIONS
    plain = without.moved("professionals", "LA", Stance.RESERVE, Stance.ENDORSE)
    assert outcome(plain, named(RuleName.FULL)) is Outcome.CONSENSUS


def test_as_the_record_holds_it():
    assert found_by(WORKED, ConsensusRule())[0].data() == {
        "test": "quorum_pct",
        "group": "",
        "have": 7,
        "of": 8,
        "bound": 50,
        "held": 1,
    }


# --- edges ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("spoke", "enough"), [(100, False), (101, True)])
def test_half_of_201_seats_is_101(spoke, enough):
    tally = of_all(endorse=spoke, silent=201 - spoke)
    rule = custom(LONE | {"quorum_pct": 50}, **FREE)
    assert held(tally, rule, "quorum_pct") is enough
    assert (outcome(tally, rule) is Outcome.INQUORATE) is not enough


def test_support_is_of_those_who_decide_not_of_the_electorate():
    tally = of_all(endorse=3, object=1, stand_aside=1, silent=5)
    assert outcome(tally, ConsensusRule(**LONE)) is Outcome.ADOPTED_WITH_DISSENT


def test_a_tie_fails_at_half():
    rule = ConsensusRule(**LONE, support_pct=50)
    assert outcome(of_all(endorse=5, object=5), rule) is Outcome.NO_CONSENSUS
    assert outcome(of_all(endorse=6, object=5), rule) is Outcome.ADOPTED_WITH_DISSENT


def test_one_endorser_and_99_aside_is_no_consensus():
    tally = of_all(endorse=1, stand_aside=99)
    assert not held(tally, ConsensusRule(**LONE), "backing_pct")
    assert outcome(tally, ConsensusRule(**LONE)) is Outcome.NO_CONSENSUS


def test_a_ballot_of_silence_or_recusals_alone_is_inquorate():
    rule = ConsensusRule(**LONE, group_quorum_pct=0, quorum_pct=1)
    assert outcome(of_all(silent=3), rule) is Outcome.INQUORATE
    assert outcome(of_all(recuse=3), rule) is Outcome.INQUORATE
    assert not held(of_all(recuse=3), rule, "quorum_pct")


def test_nobody_in_favour_is_no_consensus_whatever_the_rule():
    rule = ConsensusRule(**LONE, group_support_pct=0, backing_pct=0)
    assert outcome(of_all(stand_aside=3), rule) is Outcome.NO_CONSENSUS


def test_without_a_bound_objections_have_no_test():
    assert "max_objections" not in {t.test for t in found_by(of_all(object=9), ConsensusRule())}


def test_a_bound_on_objections_is_met_by_as_many():
    rule = ConsensusRule(**LONE, max_objections=2)
    assert outcome(of_all(endorse=20, object=2), rule) is Outcome.ADOPTED_WITH_DISSENT
    assert outcome(of_all(endorse=20, object=3), rule) is Outcome.NO_CONSENSUS


def test_a_group_of_one_silent_seat_makes_it_inquorate_unless_the_rule_says_otherwise():
    tally = Tally({("regulators", "KH"): Counts(endorse=9), ("developers", "LA"): Counts(silent=1)})
    assert outcome(tally, ConsensusRule(**LONE)) is Outcome.INQUORATE
    assert outcome(tally, ConsensusRule(**LONE, group_quorum_pct=0)) is Outcome.CONSENSUS


def test_groups_that_are_not_represented_or_do_not_decide_have_no_test_of_their_own():
    tally = Tally({("a", "KH"): Counts(recuse=2), ("b", "KH"): Counts(stand_aside=2)})
    groups = {(t.test, t.group) for t in found_by(tally, ConsensusRule()) if t.group}
    assert groups == {("group_quorum_pct", "b")}


# --- silence ----------------------------------------------------------------------------------------

QUIET = named(RuleName.SILENCE)
REACHED = {
    ("regulators", "KH"): Counts(silent=3, unreached=2),
    ("developers", "LA"): Counts(silent=1),
    ("professionals", "TH"): Counts(silent=2, recuse=1),
}


def test_silence_adopts_what_reached_everyone():
    assert rows(Tally(REACHED), QUIET) == [
        ("reach", "developers", 1, 1, 1, 1),
        ("reach", "professionals", 2, 2, 1, 1),
        ("reach", "regulators", 1, 3, 1, 1),
        ("min_groups", "", 3, 3, 3, 1),
        ("min_countries", "", 3, 3, 3, 1),
        ("max_objections", "", 0, 0, 0, 1),
    ]
    assert outcome(Tally(REACHED), QUIET) is Outcome.ADOPTED_NO_OBJECTION


def test_one_objection_breaks_silence():
    tally = Tally(REACHED).moved("developers", "LA", Absence.SILENT, Stance.OBJECT)
    assert rows(tally, QUIET)[-1] == ("max_objections", "", 1, 1, 0, 0)
    assert outcome(tally, QUIET) is Outcome.NO_CONSENSUS


def test_a_group_that_no_notice_reached_makes_silence_inquorate():
    tally = Tally(REACHED).moved("regulators", "KH", Absence.SILENT, Absence.UNREACHED)
    assert outcome(tally, QUIET) is Outcome.INQUORATE


def test_a_group_wholly_recused_has_no_reach_and_does_not_count_as_present():
    tally = Tally(REACHED).moved("developers", "LA", Absence.SILENT, Stance.RECUSE)
    assert ("reach", "developers") not in {(t.test, t.group) for t in found_by(tally, QUIET)}
    assert outcome(tally, QUIET) is Outcome.INQUORATE


# --- what must never happen -------------------------------------------------------------------------

UPWARDS = [Stance.OBJECT, Stance.STAND_ASIDE, Stance.RESERVE, Stance.ENDORSE]
HELPS = [
    *((low, high) for n, low in enumerate(UPWARDS) for high in UPWARDS[n + 1 :]),
    *((low, high) for low in (Absence.SILENT, Stance.RECUSE) for high in (Stance.RESERVE, Stance.ENDORSE)),
    (Absence.SILENT, Stance.RECUSE),
]


@given(barely_adopted())
def test_more_support_never_turns_adoption_into_failure(adopted):
    tally, rule = adopted
    for cell, counts in tally.cells.items():
        for low, high in HELPS:
            if getattr(counts, str(low)):
                assert outcome(tally.moved(*cell, low, high), rule).adopted, (cell, low, high)


@given(tallies(places=(Stance.OBJECT, Stance.RECUSE, *Absence)), silence_rules())
def test_under_silence_nobody_is_ever_said_to_endorse(tally, rule):
    assert outcome(tally, rule) in (Outcome.INQUORATE, Outcome.NO_CONSENSUS, Outcome.ADOPTED_NO_OBJECTION)


@given(tallies(), st.one_of(standard_rules(), silence_rules()))
def test_tests_come_in_the_order_of_the_parameters_and_groups_by_key(tally, rule):
    order = ["reach", *rule.parameters]
    keys = [(order.index(t.test), t.group) for t in found_by(tally, rule)]
    assert keys == sorted(keys)


def test_silence_to_objection_may_lift_an_inquorate_ballot_and_to_aside_may_fail_backing():
    rule = ConsensusRule(**LONE)
    assert outcome(of_all(endorse=3, silent=4), rule) is Outcome.INQUORATE
    assert outcome(of_all(endorse=3, object=1, silent=3), rule) is Outcome.ADOPTED_WITH_DISSENT
    rule = ConsensusRule(**LONE, backing_pct=50)
    assert outcome(of_all(endorse=2, stand_aside=1, silent=1), rule) is Outcome.CONSENSUS
    assert outcome(of_all(endorse=2, stand_aside=2), rule) is Outcome.NO_CONSENSUS
