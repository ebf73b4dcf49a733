"""A record as a line of a table, and small tables within a cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.kernel import cells
from cop.pilots.exchange import flat

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=40)
PARTS = ("name", "result.found")


@given(st.lists(st.fixed_dictionaries({"name": WORDS, "result.found": WORDS}), max_size=4))
def test_a_small_table_is_read_back_as_it_was_written(rows):
    written = flat.table(
        PARTS, [{"name": row["name"], "result": {"found": row["result.found"]}} for row in rows]
    )
    assert flat.rows_of(PARTS, written) == rows


@given(WORDS)
def test_a_cell_is_read_back_whatever_a_spreadsheet_would_make_of_it(words):
    assert cells.as_written(cells.harmless(words)) == words
    assert not cells.harmless(words).lstrip(" \n").startswith(cells.BEGINS_A_FORMULA)


@pytest.mark.parametrize("cell", ["a|b|c", '"a', 'a"b|"'])
def test_what_is_no_small_table_is_refused(cell):
    if cell == 'a"b|"':
        cell += 'c"d'
    with pytest.raises(ValueError):
        flat.rows_of(PARTS, cell)


def test_every_column_is_there_for_each_country_and_known():
    heads = flat.columns(["MY", "SG"])
    assert len(heads) == len(set(heads)) == len(flat.PILOT) + 1 + 2 * len(flat.TRACK)
    assert all(flat.is_known(name) for name in heads)
    assert not any(flat.is_known(name) for name in ("price", "SG.price", "SG", "answers.title"))


def test_a_record_of_another_shape_leaves_its_cells_empty():
    strange = {"uid": ["COP"], "answers": "none", "countries": {"SG": 1}, "criteria": "90 %"}
    assert set(flat.line(strange, ["SG"])) == {"COP", ""}
