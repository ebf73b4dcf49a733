"""Clause by clause: what is new, gone, moved or reworded."""

from dataclasses import dataclass

from cop.statements.comparing import changed, compare


@dataclass(frozen=True)
class One:
    key: int
    number: int
    source: str


OLD = [One(9, 0, "# Why"), One(1, 1, "Keep a log."), One(2, 2, "Name one person."), One(3, 3, "Share it.")]


def test_the_same_text_has_no_change():
    assert not any(change.changed for change in compare(OLD, OLD))
    assert changed(OLD, OLD) == frozenset()


def test_a_reworded_clause_shows_its_words():
    new = [OLD[0], One(1, 1, "Keep a daily log."), *OLD[2:]]
    (only,) = [change for change in compare(OLD, new) if change.changed]
    assert (only.before, only.after) == (1, 1)
    assert ("+", "daily ") in only.spans or ("+", " daily") in only.spans
    assert changed(OLD, new) == {1}


def test_what_is_gone_stands_after_what_it_followed():
    new = [OLD[0], OLD[1], One(3, 2, "Share it.")]
    found = [(change.before, change.after) for change in compare(OLD, new)]
    assert found == [(0, 0), (1, 1), (2, None), (3, 2)]


def test_what_is_gone_at_the_beginning_stands_first():
    assert next((c.before, c.after) for c in compare(OLD, OLD[1:])) == (0, None)


def test_a_new_clause_is_all_new():
    new = [*OLD, One(4, 4, "Publish it.")]
    assert compare(OLD, new)[-1].spans == [("+", "Publish it.")]
