"""The language of what came by mail: as the mail says, or as its writer reads, never against its own letters."""

import pytest

from cop.mail.languages import UNKNOWN, language_of
from tests.mail.corpus import TONGUES

CODES = {
    "English": "en", "Indonesian": "id", "Malay": "ms", "Vietnamese": "vi", "Thai": "th", "Lao": "lo", "Khmer": "km",
    "Burmese": "my", "Filipino": "fil", "Chinese": "zh", "Portuguese": "pt",
}  # fmt: skip


@pytest.mark.parametrize("tongue", sorted(CODES))
def test_what_the_mail_says_holds_where_it_can(tongue):
    assert language_of(TONGUES[tongue].words, CODES[tongue], ["en"]) == CODES[tongue]


@pytest.mark.parametrize("tongue", ["Vietnamese", "Thai", "Lao", "Khmer", "Burmese", "Chinese"])
def test_letters_of_one_language_are_believed_before_a_programs_setting(tongue):
    assert language_of(TONGUES[tongue].words, "en", ["en", "id"]) == CODES[tongue]


@pytest.mark.parametrize(
    ("text", "named", "own", "language"),
    [
        ("We agree.", "", ["id", "en"], "id"),
        ("We agree.", "", ["th", "en"], "en"),
        ("We agree.", "th", ["th"], UNKNOWN),
        ("We agree.", "", [], UNKNOWN),
        ("Мы согласны.", "", ["en"], "ru"),
        ("हम सहमत हैं।", "", ["en"], UNKNOWN),
        ("हम सहमत हैं।", "", ["en", "ne"], "ne"),
        ("賛成です。", "", ["en"], "ja"),
        ("كامي ستوجو", "", ["en", "ms"], "ms"),
        ("12:30", "", ["km"], "km"),
        ("See the law on AI: กฎหมายปัญญาประดิษฐ์", "", ["en"], "th"),
        ("", "", [], UNKNOWN),
    ],
)
def test_what_the_writer_reads_comes_next(text, named, own, language):
    assert language_of(text, named, own) == language
