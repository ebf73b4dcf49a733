"""Timing and minutes: pure."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.kernel.errors import IllegalMove, Invalid
from cop.meetings.agenda import rules as agenda_rules
from cop.meetings.company.quorum_rules import Quorum
from cop.meetings.minutes import rules as minutes_rules
from cop.meetings.series import rules
from cop.meetings.series.rules import Plan, Slot, Speech

BEGINS = datetime(2026, 12, 2, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
SLOT = Slot(BEGINS, BEGINS + 2 * HOUR, "scheduled")
PLAN = Plan("Title", "", BEGINS.replace(tzinfo=None), "UTC", 60, "", "", Speech.group, Quorum())


@pytest.mark.parametrize(
    ("after", "rises"),
    [
        (SLOT, 0),
        (Slot(BEGINS + HOUR, BEGINS + 3 * HOUR, "scheduled"), 1),
        (Slot(BEGINS, BEGINS + HOUR, "scheduled"), 1),
        (Slot(BEGINS, BEGINS + 2 * HOUR, "cancelled"), 1),
    ],
)
def test_the_sequence_rises_with_time_and_status_alone(after, rises):
    assert rules.sequence_after(4, SLOT, after) == 4 + rises


def test_agenda_items_follow_each_other():
    assert agenda_rules.running_order(BEGINS, [10, 30, 25]) == [
        BEGINS,
        BEGINS + timedelta(minutes=10),
        BEGINS + timedelta(minutes=40),
    ]
    assert agenda_rules.running_order(BEGINS, []) == []


@given(st.lists(st.integers(1, 600)))
def test_an_agenda_overruns_by_what_is_too_much(minutes):
    assert agenda_rules.overrun(SLOT, minutes) == max(0, sum(minutes) - 120)
    starts = agenda_rules.running_order(BEGINS, minutes)
    assert starts == sorted(starts)
    assert len(starts) == len(minutes)


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_what_is_over_is_not_changed(state):
    with pytest.raises(IllegalMove):
        rules.demand_scheduled(state)
    with pytest.raises(IllegalMove):
        rules.demand_coming(Slot(BEGINS, BEGINS + HOUR, state), BEGINS - HOUR)


def test_an_answer_is_taken_until_the_start():
    rules.demand_coming(SLOT, BEGINS - timedelta(seconds=1))
    with pytest.raises(IllegalMove, match="begun"):
        rules.demand_coming(SLOT, BEGINS)


def test_outcomes_are_written_from_the_start_on():
    rules.demand_begun(SLOT, BEGINS)
    rules.demand_begun(Slot(BEGINS, BEGINS + HOUR, "held"), BEGINS + 3 * HOUR)
    with pytest.raises(IllegalMove, match="not begun"):
        rules.demand_begun(SLOT, BEGINS - timedelta(seconds=1))
    with pytest.raises(IllegalMove, match="cancelled"):
        rules.demand_begun(Slot(BEGINS, BEGINS + HOUR, "cancelled"), BEGINS)


def test_minutes_are_adopted_after_their_days_of_correction():
    until = BEGINS + minutes_rules.CORRECTIONS
    minutes_rules.demand_adoptable("corrections", until, until)
    for state, end, now in [
        ("draft", None, until),
        ("corrections", until, until - timedelta(seconds=1)),
        ("adopted", until, until),
    ]:
        with pytest.raises(IllegalMove):
            minutes_rules.demand_adoptable(state, end, now)


@pytest.mark.parametrize("minutes", [-60, 0, 4, 1441, 10**9])
def test_a_meeting_has_a_length(minutes):
    with pytest.raises(Invalid) as refused:
        rules.demand_plan(Plan(**{**vars(PLAN), "minutes": minutes}))
    assert refused.value.field == "minutes"


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "call.example",
        "https://",
        "ftp://x.example/",
        "https://a b.example/",
        "http://[",
        "https://call.example@evil.example/",
    ],
)
def test_a_link_is_a_web_address(link):
    with pytest.raises(Invalid) as refused:
        rules.demand_plan(Plan(**{**vars(PLAN), "link": link}))
    assert refused.value.field == "link"


@pytest.mark.parametrize("link", ["", "https://call.example/room?x=1", "http://10.0.0.1:8080/"])
def test_links_that_are_taken(link):
    rules.demand_plan(Plan(**{**vars(PLAN), "link": link}))
