"""A word is found however it is written, and wherever it stands in a script without spaces."""

import pytest

from cop.kernel.tokens import MOST_TERMS, folded, runs, singles, terms, tokens


def found(asked, text):
    """Whether every term of the question is a phrase of the text's tokens."""
    have = [*tokens(runs(text)), "", *singles(runs(text))]
    return all(any(_at(term, have[i:]) for i in range(len(have))) for term in terms(asked))


def _at(term, have):
    *before, last = term.tokens
    if have[: len(before)] != before or len(have) <= len(before):
        return False
    return have[len(before)].startswith(last) if term.open else have[len(before)] == last


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("pilot", "Three pilots run"),
        ("PILOT", "a pilot"),
        ("AI", "Trust in AI"),
        ("tri tue", "Trí tuệ nhân tạo trong y tế"),
        ("Trí tuệ", "tri tue nhan tao"),
        ("du lieu", "dữ liệu đại diện"),
        ("đại", "dai dien"),
        ("saude", "inteligência artificial na saúde"),
        ("ปัญญา", "การใช้ปัญญาประดิษฐ์ในโรงพยาบาล"),
        ("ประดิษฐ์ โรงพยาบาล", "การใช้ปัญญาประดิษฐ์ในโรงพยาบาล"),
        ("ก", "การ"),
        ("ປັນຍາ", "ການໃຊ້ປັນຍາປະດິດ"),
        ("សិប្បនិម្មិត", "ការប្រើប្រាស់បញ្ញាសិប្បនិម្មិតក្នុងសុខាភិបាល"),
        ("ဉာဏ်ရည်", "ကျန်းမာရေးတွင်ဉာဏ်ရည်တုအသုံးပြုခြင်း"),
        ("智能", "医疗人工智能"),
        ("செயற்கை", "செயற்கை நுண்ணறிவு"),
        ("kecerdasan", "Kecerdasan buatan dalam kesehatan"),
        ("JS-2026-001", "See JS-2026-001, clause 4"),
        ('"broad consensus"', "by broad consensus of all"),
        ("AIปัญญา", "เรื่องAIปัญญาประดิษฐ์"),
        ("๒๕๖๙", "ปี 2569"),
        ("ปัญญาประดิษฐ์", "ปัญญา\u200bประดิษฐ์"),
        ("ＡＩ", "AI"),
    ],
)
def test_words_are_found(asked, text):
    assert found(asked, text)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("AI", "we aim high"),
        ("lot", "a pilot"),
        ('"pilot"', "pilots"),
        ('"consensus broad"', "by broad consensus"),
        ("pilot hospital", "a pilot"),
        ("ปัญหา", "การใช้ปัญญาประดิษฐ์"),
        ("能智", "人工智能"),
    ],
)
def test_other_words_are_not(asked, text):
    assert not found(asked, text)


def test_tokens_are_plain_letters_and_digits():
    words = "Trí tuệ ปัญญา 人工 செயற்கை O'Brien \" * : ( ) x-ray ½ Ⅷ"
    assert all(
        token.isascii() and token.isalnum() and token.islower()
        for token in tokens(runs(words))
        if not token.isdigit()
    )


def test_a_question_has_so_many_words_at_most():
    assert len(terms("a b c d e f g h i j k")) == MOST_TERMS
    assert terms('" " * - ""') == []


def test_folding_keeps_the_vowels_of_scripts_that_write_them_as_marks():
    assert folded("กิน") != folded("กน")
