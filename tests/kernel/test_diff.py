"""Words, and in scripts without spaces clusters, are what comes and goes; nothing of either text is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.kernel import diff

TEXTS = st.text(alphabet="ab ,.\n\tกำใ្้រសីမြန်他\U0001f468‍\U0001f469é́-'0", max_size=60)


def side(spans, without):
    return "".join(words for kind, words in spans if kind != without)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_their_difference(before, after):
    spans = diff.spans(before, after)
    assert (side(spans, "ins"), side(spans, "del")) == (before, after)


@pytest.mark.parametrize("text", ["Reporting", "well-being", "patient's", "2026", "Sức", "தரவு"])
def test_a_word_is_one_token(text):
    assert diff.tokens(text) == [text]


@pytest.mark.parametrize(
    ("text", "clusters"),
    [("นำยา", ["นำ", "ย", "า"]), ("ข้อ", ["ข้", "อ"]), ("数据", ["数", "据"]), ("aก", ["a", "ก"])],
)
def test_where_no_spaces_are_written_a_cluster_is_one_token(text, clusters):
    assert diff.tokens(text) == clusters


def test_words_are_replaced_whole():
    assert diff.spans("within ten days", "within two days") == [
        ("", "within "),
        ("del", "ten"),
        ("ins", "two"),
        ("", " days"),
    ]


def test_a_cluster_changes_in_a_sentence_without_spaces():
    spans = diff.spans("รายงานภายในสิบวัน", "รายงานภายในห้าวัน")
    assert side(spans, "ins") == "รายงานภายในสิบวัน"
    assert spans[0] == ("", "รายงานภายใน")


def test_texts_of_many_different_words_have_a_letter_for_each():
    before = " ".join(f"word{n}" for n in range(60_000))
    assert side(diff.spans(before, "other"), "ins") == before
