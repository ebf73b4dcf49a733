"""A text falls into clauses as its readers number them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.ballots.clauses import split
from cop.kernel import text


def shape(source: str) -> list[tuple[int, str]]:
    return [(clause.number, clause.source) for clause in split(text.normal(source))]


def test_paragraphs_are_numbered_and_headings_stand_between():
    source = "# The call\n\nFirst.\n\nSecond,\nstill second.\n\n## Then\nThird."
    assert shape(source) == [
        (0, "# The call"), (1, "First."), (2, "Second,\nstill second."), (0, "## Then"), (3, "Third."),
    ]  # fmt: skip


def test_an_underlined_heading_is_a_label():
    assert shape("Title\n=====\n\nFirst.\n\nSub\n---\n\nSecond.") == [
        (0, "Title\n====="), (1, "First."), (0, "Sub\n---"), (2, "Second."),
    ]  # fmt: skip


def test_a_list_is_one_clause_even_with_blank_lines_and_deeper_text():
    assert shape("Done.\n\n- one\n\n    more of one\n- two\n\n- three\n\nAfter.") == [
        (1, "Done."), (2, "- one\n\n    more of one\n- two\n\n- three"), (3, "After."),
    ]  # fmt: skip


@pytest.mark.parametrize("lead", ["We call on all to:", "having considered,", "ដូចខាងក្រោម៖", "以下："])
def test_a_list_that_is_led_in_to_belongs_to_its_paragraph(lead):
    (clause,) = split(f"{lead}\n\n1. meet\n\n2. write")
    assert clause.number == 1
    assert "<li>" in clause.html


def test_lists_of_two_kinds_are_two_clauses():
    assert [n for n, _ in shape("* a\n\n1. b")] == [1, 2]


def test_a_rule_is_no_clause_and_links_are_known_everywhere():
    first, second = split("See [the law][1].\n\n---\n\nAnd [again][1].\n\n[1]: https://example.org/law")
    assert (first.number, second.number) == (1, 2)
    assert 'href="https://example.org/law"' in first.html
    assert 'href="https://example.org/law"' in second.html


def test_a_heading_has_words_without_its_tag():
    (heading,) = split("## Acting on *harm*")
    assert heading.is_heading
    assert heading.label == "Acting on <em>harm</em>"


def test_what_was_typed_is_sanitised():
    (clause,) = split("Hello <script>alert(1)</script>")
    assert "<script" not in clause.html


@pytest.mark.parametrize("source", ["", "\n\n", "# only a title", "---"])
def test_a_text_may_have_no_clause(source):
    assert not [clause for clause in split(source) if clause.number]


@given(st.lists(st.sampled_from(["A b.", "# T", "- x", "1. y", "    z", "> q", "a:", "T\n==", "***"])))
def test_nothing_is_lost_and_numbers_have_no_gaps(blocks):
    found = split("\n\n".join(blocks))
    kept = [line for block in blocks if block != "***" for line in block.split("\n")]
    assert [line.strip() for clause in found for line in clause.source.split("\n") if line] == [
        line.strip() for line in kept
    ]
    numbers = [clause.number for clause in found if not clause.is_heading]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_long_text_is_split_in_time():
    source = "\n\n".join(f"Clause {n}: authorities should keep a log of incidents." for n in range(1000))
    began = time.monotonic()
    assert len(split(source)) == 1000
    assert time.monotonic() - began < 5
