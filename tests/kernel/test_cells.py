"""Cells for spreadsheet programs: text, never a formula."""

from hypothesis import given
from hypothesis import strategies as st

from cop.kernel.cells import BEGINS_A_FORMULA, as_csv, harmless


@given(st.text())
def test_no_cell_begins_like_a_formula(words):
    assert not harmless(words).lstrip(" \n").startswith(BEGINS_A_FORMULA)


def test_a_harmless_cell_is_left_alone():
    assert harmless("a = b") == "a = b"


def test_lines_end_as_the_format_says():
    assert as_csv([["a", "=1"], ['"b"', "two\nlines"]]) == 'a,\'=1\r\n"""b""","two\nlines"\r\n'
