"""A clause keeps its key where its words do, in every script; no key is ever given twice."""

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from cop.statements.anchors import carry

CLAUSES = st.lists(st.text("abcde ขคงຂ", min_size=1, max_size=30), max_size=8)
OLD = [
    (1, "Tools are tested on data of the place where they are used."),
    (2, "Results are reported with an interval."),
    (5, "ผลการทดสอบต้องรายงานพร้อมช่วงความเชื่อมั่น"),
]
WORDS = [words for _key, words in OLD]


def test_an_unchanged_text_keeps_all_keys():
    assert carry(OLD, WORDS, 5) == ([1, 2, 5], 5)


def test_an_edited_clause_stays_the_same():
    edited = ["Tools are tested on data of the hospital where they are used.", *WORDS[1:]]
    assert carry(OLD, edited, 5) == ([1, 2, 5], 5)


def test_an_edited_clause_without_spaces_stays_the_same():
    edited = [*WORDS[:2], "ผลการทดสอบต้องรายงานพร้อมช่วงความเชื่อมั่นทุกครั้ง"]
    assert carry(OLD, edited, 5) == ([1, 2, 5], 5)


def test_a_moved_clause_takes_its_key_along():
    assert carry(OLD, [WORDS[2], WORDS[0], WORDS[1]], 5) == ([5, 1, 2], 5)


def test_a_new_clause_gets_a_key_that_none_had():
    assert carry(OLD, [WORDS[0], "Something else entirely.", *WORDS[1:]], 7) == ([1, 8, 2, 5], 8)


def test_a_key_that_is_gone_is_not_given_again():
    kept, last = carry(OLD, WORDS[:1], 5)
    assert carry(list(zip(kept, WORDS[:1], strict=True)), [WORDS[0], "Another."], last) == ([1, 6], 6)


def test_what_was_split_goes_on_in_the_part_that_resembles_it_most():
    keys, _last = carry(OLD[:1], ["Tools are tested on data of the place.", "Where they are used, too."], 1)
    assert keys == [1, 2]


def test_two_clauses_of_the_same_words_keep_their_order():
    assert carry([(1, "Deleted."), (2, "Deleted.")], ["Deleted.", "Deleted."], 2) == ([1, 2], 2)


@given(CLAUSES, CLAUSES)
def test_no_key_is_given_twice_and_every_clause_has_one(before, after):
    old = list(enumerate(before, 1))
    keys, last = carry(old, after, len(old))
    assert len(keys) == len(set(keys)) == len(after)
    assert set(keys) <= set(range(1, last + 1))
    assert all(key in keys for key, words in old if after.count(words) == before.count(words) == 1)


def test_a_whole_rewrite_of_a_long_text_takes_seconds_at_most():
    old = [
        (n, f"Clause {n} says what a clause of about a hundred letters would say of subject {n * 7}.")
        for n in range(600)
    ]
    new = [
        f"Paragraph {n} tells otherwise what might be told about the matter that has number {n * 11}."
        for n in range(600)
    ]
    begun = perf_counter()
    carry(old, new, 600)
    assert perf_counter() - begun < 8
