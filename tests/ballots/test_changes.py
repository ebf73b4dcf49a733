"""What a voter is shown of a text that changed."""

import pytest

from cop.ballots.changes import between


def clauses(*sources):
    return [[0, "# T", "<h2>T</h2>"], *([n, source, ""] for n, source in enumerate(sources, 1))]


def test_a_changed_clause_shows_its_words():
    found = between(clauses("A.", "Counts under ten.", "C."), clauses("A.", "Counts under five.", "C."))
    assert found.marked == {2: "<p>Counts under <del>ten</del><ins>five</ins>.</p>"}
    assert found.gone == []


def test_new_and_gone_clauses():
    found = between(clauses("A.", "B.", "C."), clauses("A.", "C.", "New <b>."))
    assert found.gone == ["B."]
    assert found.marked == {3: "<p><ins>New &lt;b&gt;.</ins></p>"}
    assert found.moved == {1: 1, 3: 2}


@pytest.mark.parametrize(
    ("before", "after", "numbers"), [((), ("A.",), [1]), (("A.",), (), []), (("A.",), ("A.",), [])]
)
def test_edges(before, after, numbers):
    assert between(clauses(*before), clauses(*after)).numbers == numbers


def test_scripts_without_spaces_are_marked_by_the_letter_and_its_marks():
    found = between(clauses("ការរាយការណ៍ថ្មី"), clauses("ការរាយការណ៍ចាស់"))
    assert found.marked[1].startswith("<p>ការរាយការណ៍")
