"""Who is still needed while a ballot runs: counts of seats, whatever they said."""

from hypothesis import given

from cop.ballots.decision import outcome
from cop.ballots.rules import ConsensusRule, RuleName, named
from cop.ballots.tally import Counts, Tally
from cop.ballots.terms import Outcome
from cop.ballots.turnouts import turnout
from tests.ballots.rolls import GROUPS, standard_rules, tallies

CALLED = {"regulators": "Regulators", "professionals": "Professionals", "developers": "Developers"}


def needs(cells, rule=None):
    return turnout(Tally(cells), rule or ConsensusRule(), CALLED)["needs"]


def test_each_quorum_says_who_is_still_needed(app):
    cells = {
        ("regulators", "SG"): Counts(endorse=2),
        ("professionals", "TH"): Counts(silent=5),
        ("developers", "KH"): Counts(object=1, silent=1),
    }
    with app.test_request_context():
        assert needs(cells) == [
            "2 more seats in all",
            "2 more from Professionals",
            "1 more group",
            "1 more country",
        ]


def test_what_is_met_needs_nobody(app):
    cells = {(key, "SG"): Counts(endorse=1) for key in CALLED}
    with app.test_request_context():
        assert needs(cells, ConsensusRule(min_countries=1)) == []


def test_under_silence_nobody_need_speak_and_somebody_must_be_reached(app):
    cells = {("regulators", "SG"): Counts(silent=2, unreached=2), ("professionals", "TH"): Counts(silent=3)}
    with app.test_request_context():
        assert needs(cells, named(RuleName.SILENCE)) == ["the notice reached nobody of Regulators"]


def test_countries_are_counted_beside_groups(app):
    cells = {("regulators", "SG"): Counts(endorse=1, silent=1), ("developers", "LA"): Counts(silent=1)}
    with app.test_request_context():
        found = turnout(Tally(cells), ConsensusRule(), CALLED)
    assert found["by_country"] == [
        {"name": "Lao PDR", "spoken": 0, "seats": 1},
        {"name": "Singapore", "spoken": 1, "seats": 2},
    ]
    assert found["silent"] == ["Lao PDR"]


@given(tally=tallies(), rule=standard_rules())
def test_when_nobody_is_needed_and_nobody_recused_there_is_a_quorum(tally, rule, whole_app):
    plain = Tally(
        {
            cell: Counts(**{**vars(c), "recuse": 0, "silent": c.silent + c.recuse})
            for cell, c in tally.cells.items()
        }
    )
    called = dict(zip(GROUPS, GROUPS, strict=True))
    with whole_app.test_request_context():
        lacks = bool(turnout(plain, rule, called)["needs"])
    if not rule.by_silence:
        assert lacks == (outcome(plain, rule) is Outcome.INQUORATE)
