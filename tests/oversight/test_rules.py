"""Duties, periods and clocks."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

import cop.data
from cop.oversight import rules
from cop.pilots import choices

ALL = {key: {"stands": "yes", "note": ""} for key in rules.DUTIES}


def test_the_duties_are_those_of_the_summits_deployers():
    """One for each of theirs, audits apart; the second of theirs holds two: to tell of risks, and to suspend."""
    path = Path(next(iter(cop.data.__path__))) / "summit.json"
    summit = json.loads(path.read_text())["deployer_duties"]
    assert len(rules.DUTIES) == len(summit) - 1 + 1


def test_what_nobody_says_to_be_in_place_is_missing():
    assert rules.missing({}) == list(rules.DUTIES)
    assert rules.missing(ALL) == []
    assert rules.missing(ALL | {"risks": {"stands": "no", "note": "Next week"}}) == ["risks"]
    assert rules.missing(ALL | {"risks": {}}) == ["risks"]


def test_each_class_has_a_period_and_more_risk_never_a_longer_one():
    assert list(rules.MONTHS) == list(choices.CLASSES)
    lengths = list(rules.MONTHS.values())
    assert lengths == sorted(lengths, reverse=True)
    assert rules.MONTHS[rules.STRICTEST] == min(lengths)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 21), 12, date(2027, 11, 21)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2028, 2, 29), 36, date(2031, 2, 28)),
    ],
)
def test_months_are_counted_to_the_same_day_or_the_months_last(day, months, later):
    assert rules.months_later(day, months) == later


@pytest.mark.parametrize(("days", "said"), [(-31, ""), (-30, "soon"), (0, "soon"), (1, "late")])
def test_the_clock_says_when_an_audit_is_near_and_when_it_is_past(days, said):
    due = date(2026, 11, 20)
    assert rules.clock(due, due + timedelta(days=days)) == said


def test_findings_are_counted_gravest_first():
    found = rules.counted(["minor", "critical", "minor"])
    assert [(str(one), number) for one, number in found] == [("critical", 1), ("minor", 2)]
