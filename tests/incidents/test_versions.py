"""Labels of versions in the order people read them in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.incidents.versions import key, within

IN_ORDER = [
    "1.0-beta2",
    "1.0-rc1",
    "1.0",
    "1.0.1",
    "1.2",
    "1.10",
    "2",
    "2.1a",
    "2.1",
    "2.9",
    "2.10",
    "2026.1",
]


def test_labels_stand_as_people_read_them():
    assert sorted(set(IN_ORDER), key=key) == IN_ORDER


@pytest.mark.parametrize(
    ("one", "other"), [("1.0", "1"), ("v2.1", "2.1"), ("Version 3", "3.0.0"), ("2.1-RC1", "2.1rc1")]
)
def test_spellings_of_one_version_are_one(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("label", "first", "last", "inside"),
    [
        ("2.1", "2.0", "2.4", True), ("2.4", "2.0", "2.4", True), ("2.10", "2.0", "2.4", False),
        ("1.9", "2.0", "", False), ("3", "2.0", "", True), ("2.0-rc1", "2.0", "", False),
        ("", "2.0", "2.4", True), ("anything", "", "", True),
    ],
)  # fmt: skip
def test_a_range_has_both_its_ends(label, first, last, inside):
    assert within(label, first, last) is inside


@given(
    st.lists(st.integers(0, 50), min_size=1, max_size=4), st.lists(st.integers(0, 50), min_size=1, max_size=4)
)
def test_numbers_compare_as_numbers(one, other):
    def bare(numbers):
        while numbers and numbers[-1] == 0:
            numbers = numbers[:-1]
        return numbers

    told = [".".join(map(str, numbers)) for numbers in (one, other)]
    assert (key(told[0]) < key(told[1])) == (bare(one) < bare(other))
