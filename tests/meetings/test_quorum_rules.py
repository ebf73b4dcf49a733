"""When a meeting may decide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.meetings.company import quorum_rules
from cop.meetings.company.quorum_rules import Need, Quorum, Seats

SEATS = [
    Seats("regulators", "SG", 3),
    Seats("regulators", "MY", 1),
    Seats("patients", "MY", 2),
    Seats("developers", "TH", 0),
]


def test_a_composition_counts_members_countries_and_groups():
    assert quorum_rules.composition(SEATS) == Quorum(6, 2, 2)
    assert quorum_rules.composition([]) == Quorum(0, 0, 0)


def test_needs_are_listed_where_the_quorum_asks():
    lines = quorum_rules.needs(SEATS, Quorum(members=5, countries=3))
    assert lines == [Need("members", 6, 5), Need("countries", 2, 3)]
    assert [line.short for line in lines] == [0, 1]
    assert not quorum_rules.met(lines)
    assert quorum_rules.met(quorum_rules.needs(SEATS, Quorum(6, 2, 2)))
    assert quorum_rules.met(quorum_rules.needs([], Quorum()))


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
    assert quorum_rules.would_complete(SEATS, quorum, "regulators", country) is says


SOME = st.builds(Seats, st.sampled_from("abcd"), st.sampled_from(["SG", "MY", "TH"]), st.integers(0, 5))
COUNTS = st.builds(Quorum, st.integers(0, 9), st.integers(0, 4), st.integers(0, 4))


@given(st.lists(SOME), COUNTS, SOME)
def test_more_people_never_break_a_quorum(seats, quorum, more):
    if quorum_rules.met(quorum_rules.needs(seats, quorum)):
        assert quorum_rules.met(quorum_rules.needs([*seats, more], quorum))


@given(st.lists(SOME), COUNTS)
def test_a_decision_keeps_what_was_there_and_what_it_took(seats, quorum):
    have = quorum_rules.composition(seats)
    kept = quorum_rules.frozen(have, quorum)
    short = [what for what, (there, needed) in kept.items() if there < needed]
    assert bool(short) == (not quorum_rules.met(quorum_rules.needs(seats, quorum)))
