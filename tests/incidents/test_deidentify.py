"""What points to a person is found in five languages, shown where it stands, and figures say how much is missed."""

import itertools
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.kernel import checksums
from cop.kernel.deidentify import demand_clean, find, marked, waiting
from cop.kernel.errors import Invalid
from tests.incidents import corpus

FOUND = {"en": (29, 11, 6), "ms": (22, 10, 3), "id": (23, 9, 3), "th": (20, 9, 3), "vi": (21, 9, 5)}
"""Of the marks of each language, part by part: at least so many are met."""
MISSED = {"name": 19}
"""Of each kind, at most so many stay unseen: a rare first name without a title looks like any other word."""


@pytest.mark.parametrize("language", corpus.LANGUAGES)
def test_the_corpus_is_found_and_the_clean_one_raises_no_alarm(language):
    parts = [corpus.figures(language, part) for part in corpus.PARTS]
    assert all(one["found"] >= least for one, least in zip(parts, FOUND[language], strict=True))
    assert parts[0]["alarmed"] == 0


def test_what_identifies_by_itself_is_never_missed():
    missed = {kind: there - met for kind, (met, there) in corpus.by_kind().items() if there > met}
    assert missed.keys() <= MISSED.keys()
    assert all(missed[kind] <= MISSED[kind] for kind in missed)


def one_find(text):
    return [(text[f.start : f.end], f.kind, f.sure) for f in find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("S1234567D", [("S1234567D", "national_id", True)]),
        ("S1234567A", [("S1234567A", "national_id", False)]),
        ("๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑", [("๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑", "national_id", True)]),
        ("12/OUKAMA(N)123456", [("12/OUKAMA(N)123456", "national_id", True)]),
        ("560403-08-1234", [("560403-08-1234", "national_id", True)]),
        ("569903-08-1234", []),
        ("Ask Maria Santos.", [("Maria Santos", "name", False)]),
        ("The marias of Santamaria; maria@x", []),
        ("Kim Ngân ở Hà Nội", [("Kim Ngân", "name", False)]),
        ("No pendaftaran: RP 88120", [("RP 88120", "record", True)]),
        ("120/80, 3.14.2, 10-20-30, 1,250", []),
        ("", []),
    ],
)
def test_each_form_is_known_and_nothing_like_it(text, found):
    assert one_find(text) == found


def test_it_is_shown_where_it_stands():
    text = "Ask nok@example.org <b>now</b>"
    assert marked(text, find(text)) == [("Ask ", ""), ("nok@example.org", "email"), (" <b>now</b>", "")]


ANYTHING = st.text(alphabet="a1 é้น\n<@.-/Nguyễn0", max_size=60)


@given(ANYTHING, ANYTHING)
def test_pieces_make_the_text_again_and_an_address_is_met_anywhere(before, after):
    text = f"{before} – nok@example.org – {after}"
    assert "".join(piece for piece, _kind in marked(text, find(text))) == text
    assert any(f.kind == "email" for f in find(text))


@given(st.text(alphabet="0123456789 -/.+@aAำนาย\n", max_size=200))
def test_findings_never_overlap(text):
    found = find(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(f.start < f.end for f in found)


@pytest.mark.parametrize(
    "unit",
    [
        "A",
        "Aa ",
        "Maria ",
        "Kim Ngân ",
        "Hà ",
        "1",
        "a@",
        "Mr ",
        "0 ",
        "นาย",
        "1-2345-",
        "a.b",
        "12 ",
        "Nguyễn ",
        "ê",
        "NIK ",
        "+1 ",
    ],
)
def test_no_text_takes_long(unit):
    began = time.process_time()
    find(unit * (4_000 // len(unit)))
    assert time.process_time() - began < 0.25


def test_who_confirms_saves_what_may_be_and_never_what_is():
    demand_clean({"narrative": "On 3/4/2026."}, confirmed=True)
    assert waiting({"narrative": "On 3/4/2026."}, confirmed=False)
    with pytest.raises(Invalid):
        demand_clean({"narrative": "nok@example.org"}, confirmed=True)


# --- check digits, against numbers made by their own rules -------------------------------------------

DAYS = st.dates(date(1930, 1, 1), date(2020, 12, 31))


@given(st.sampled_from("STFG"), st.integers(0, 9_999_999))
def test_one_letter_of_the_alphabet_fits_a_singapore_number(first, number):
    fits = [letter for letter in "ABCDEFGHIJKLMNOPQRTUWXYZ" if checksums.nric(f"{first}{number:07}{letter}")]
    assert len(fits) == 1


@given(st.integers(100_000_000_000, 899_999_999_999))
def test_one_digit_fits_a_thai_number(number):
    assert len([digit for digit in "0123456789" if checksums.thai(f"{number}{digit}")]) == 1


@given(DAYS, st.booleans(), st.integers(1, 9999))
def test_birth_dates_make_malaysian_and_indonesian_numbers(day, woman, serial):
    assert checksums.mykad(f"{day:%y%m%d}14{serial:04}")
    born = f"{day.day + 40 * woman:02}{day:%m%y}"
    assert checksums.nik(f"320101{born}{serial:04}")
    assert not checksums.mykad(f"{day:%y}13{day:%d}14{serial:04}")
    assert not checksums.nik(f"320101{born}0000")
