"""Timing, quorum and minutes: pure."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.kernel.errors import IllegalMove, Invalid
from cop.meetings import rules
from cop.meetings.rules import Need, Plan, Quorum, Seats, Slot, Speech

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
    assert rules.running_order(BEGINS, [10, 30, 25]) == [
        BEGINS,
        BEGINS + timedelta(minutes=10),
        BEGINS + timedelta(minutes=40),
    ]
    assert rules.running_order(BEGINS, []) == []


@given(st.lists(st.integers(1, 600)))
def test_an_agenda_overruns_by_what_is_too_much(minutes):
    assert rules.overrun(SLOT, minutes) == max(0, sum(minutes) - 120)
    starts = rules.running_order(BEGINS, minutes)
    assert starts == sorted(starts)
    assert len(starts) == len(minutes)


SEATS = [
    Seats("regulators", "SG", 3),
    Seats("regulators", "MY", 1),
    Seats("patients", "MY", 2),
    Seats("developers", "TH", 0),
]


def test_a_composition_counts_members_countries_and_groups():
    assert rules.composition(SEATS) == Quorum(6, 2, 2)
    assert rules.composition([]) == Quorum(0, 0, 0)


def test_needs_are_listed_where_the_quorum_asks():
    lines = rules.needs(SEATS, Quorum(members=5, countries=3))
    assert lines == [Need("members", 6, 5), Need("countries", 2, 3)]
    assert [line.short for line in lines] == [0, 1]
    assert not rules.met(lines)
    assert rules.met(rules.needs(SEATS, Quorum(6, 2, 2)))
    assert rules.met(rules.needs([], Quorum()))


@pytest.mark.parametrize(
    ("quorum", "country", "says"),
    [
        (Quorum(countries=3), "TH", True),
        (Quorum(countries=3), "SG", False),
        (Quorum(countries=4), "TH", False),
        (Quorum(members=6), "TH", False),  # it is there already
        (Quorum(members=7, groups=3), "TH", False),
    ],
)
def test_one_more_person_may_complete_the_quorum(quorum, country, says):
    assert rules.would_complete(SEATS, quorum, "regulators", country) is says


SOME = st.builds(Seats, st.sampled_from("abcd"), st.sampled_from(["SG", "MY", "TH"]), st.integers(0, 5))
COUNTS = st.builds(Quorum, st.integers(0, 9), st.integers(0, 4), st.integers(0, 4))


@given(st.lists(SOME), COUNTS, SOME)
def test_more_people_never_break_a_quorum(seats, quorum, more):
    if rules.met(rules.needs(seats, quorum)):
        assert rules.met(rules.needs([*seats, more], quorum))


@given(st.lists(SOME), COUNTS)
def test_a_decision_keeps_what_was_there_and_what_it_took(seats, quorum):
    have = rules.composition(seats)
    kept = rules.frozen(have, quorum)
    short = [what for what, (there, needed) in kept.items() if there < needed]
    assert bool(short) == (not rules.met(rules.needs(seats, quorum)))


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
    until = BEGINS + rules.CORRECTIONS
    rules.demand_adoptable("corrections", until, until)
    for state, end, now in [
        ("draft", None, until),
        ("corrections", until, until - timedelta(seconds=1)),
        ("adopted", until, until),
    ]:
        with pytest.raises(IllegalMove):
            rules.demand_adoptable(state, end, now)


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
