"""An amendment put into the text, whatever the text looks like; and which amendments touch the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.ballots.clauses import split
from cop.kernel.errors import IllegalMove
from cop.kernel.text import normal
from cop.statements.amending import overlapping, replaced, touched
from cop.statements.comparing import spans
from cop.statements.models import Clause

BLOCKS = st.sampled_from(
    ["One.", "Two words.", "# Head", "- a\n- b", "These:\n\n- x\n\n- y", "***", "[a]: /b", "> quoted", "ຂໍ້"]
)


def blocks(source):
    """The clauses of a text with keys from 1, as a revision has them."""
    return [
        Clause(key=n, number=block.number, source=block.source) for n, block in enumerate(split(source), 1)
    ]


@given(st.lists(BLOCKS, min_size=1, max_size=8), st.sampled_from(["\n\n", "\n\n\n\n"]), st.data())
def test_only_the_clause_itself_is_replaced(parts, between, data):
    source = normal(between.join(parts))
    found = blocks(source)
    if not (clauses := [block for block in found if block.number]):
        return
    chosen = data.draw(st.sampled_from(clauses))
    words = [block.source for block in split(replaced(source, found, chosen.key, "Amended: so."))]
    expected = [block.source for block in found]
    expected[found.index(chosen)] = "Amended: so."
    assert words == expected


def test_a_clause_that_is_gone_takes_no_words():
    with pytest.raises(IllegalMove):
        replaced("One.", blocks("One."), 9, "Two.")


def test_amendments_of_the_same_words_are_told_from_those_of_others():
    clause = "Reporting within ten days to the authority."
    proposed = {
        1: "Reporting within five days to the authority.",
        2: "Reporting within thirty days to the authority.",
        3: "Reporting within ten days to the ministry.",
    }
    found = {number: spans(clause, words) for number, words in proposed.items()}
    assert overlapping(found) == {1: [2], 2: [1], 3: []}
    assert "".join(clause[a:b] for a, b in touched(found[3])).strip() == "authority"


def test_two_insertions_at_one_place_meet():
    found = {
        n: spans("Keep a log.", words) for n, words in {1: "Keep a daily log.", 2: "Keep a safe log."}.items()
    }
    assert overlapping(found) == {1: [2], 2: [1]}
