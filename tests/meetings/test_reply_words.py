"""Whether somebody comes, as people of the region say it at the beginning of a mail."""

import pytest

from cop.meetings.calendar.reply_words import read
from cop.meetings.company.rules import Answer


@pytest.mark.parametrize(
    ("text", "answer", "comment"),
    [
        ("Yes, but ten minutes late.", "yes", "but ten minutes late."),
        ("RSVP: no", "no", None),
        ("rsvp maybe", "maybe", None),
        ("Ya", "yes", None),
        ("Tidak, saya di luar kota.", "no", "saya di luar kota."),
        ("Mungkin.", "maybe", None),
        ("Có", "yes", None),
        ("Có thể, tùy lịch.", "maybe", "tùy lịch."),
        ("Không", "no", None),
        ("Oo", "yes", None),
        ("Hindi, pasensya na.", "no", "pasensya na."),
        ("Não", "no", None),
        ("Sin", "yes", None),
        ("Lae", "no", None),
        ("ไป", "yes", None),
        ("ไม่ไปครับ", "no", "ไม่ไปครับ"),
        ("ไม่แน่ใจ", "maybe", "ไม่แน่ใจ"),
        ("ບໍ່", "no", None),
        ("បាទ", "yes", None),
        ("ប្រហែល", "maybe", None),
        ("ဟုတ်ကဲ့", "yes", None),
        ("不能参加", "no", "不能参加"),
        ("好。", "yes", None),
    ],
)
def test_the_first_word_is_the_answer(text, answer, comment):
    assert read(text) == (Answer(answer), comment)


@pytest.mark.parametrize(
    "text", ["", "Note: I come.", "Yesterday I could.", "Nothing", "I shall come.", "Sinabi ko na", "?"]
)
def test_other_words_are_none(text):
    assert read(text) is None
