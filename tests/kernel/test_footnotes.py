"""Footnotes, task lists and tables in a text."""

import re

import pytest

from cop.kernel import text
from tests.kernel.markup import SCRIPTS


def html(source):
    return text.write(source).html


def test_notes_are_numbered_as_the_text_meets_them_and_lead_back():
    made = html("A[^b], B[^1], A again[^b].\n\n[^1]: *First* defined\n[^b]: see https://example.org")
    numbers = re.findall(r'href="#fn-\w+-(\d)">(\d)<', made)
    assert numbers == [("1", "1"), ("2", "2"), ("1", "1")]
    assert made.index("see ") < made.index("<em>First</em>")
    ids, targets = re.findall(r' id="([^"]+)"', made), re.findall(r'href="#([^"]+)"', made)
    assert len(ids) == len(set(ids)) == 4 and set(targets) <= set(ids)


def test_two_texts_on_a_page_share_no_anchor():
    one, two = (set(re.findall(r' id="([^"]+)"', html(f"{words}[^1]\n\n[^1]: note"))) for words in "ab")
    assert one and not one & two


@pytest.mark.parametrize(
    "source",
    [
        "No note[^1]",
        "`[^1]`",
        "[^1]: alone",
        "[^1]: [^2]: x",
        "[^1]\n\n[^1]: [^1]",
        "\ue000 x[^1]\n\n[^1]: y\ue000",
    ],
)
def test_odd_notes_are_shown_somehow(source):
    assert "\ue000" not in html(source) and html(source)


def test_what_is_no_note_stays_as_typed():
    assert html("A[^1] and `[^1]`, [^1](https://example.org)") == (
        '<p>A[^1] and <code>[^1]</code>, <a href="https://example.org" rel="nofollow noopener ugc">^1</a></p>'
    )


@pytest.mark.parametrize("attack", SCRIPTS)
def test_a_note_is_cleaned_like_any_text(attack):
    made = html(f"x[^1]\n\n[^1]: {attack}".replace("\n\n[^1]: ", "\n\n[^1]: ").replace("\t", " "))
    assert not re.search(r"<(script|img|svg|style|iframe|form|math)|<[^>]*\son\w+=|javascript:[^<]*\"", made)


def test_tasks_have_boxes():
    made = html("- [ ] ask\n- [x] done\n- [y] no\n\n1. [X] numbered\n\n[x] no list")
    assert "<li>☐ ask</li>" in made and "<li>☑ done</li>" in made and "<li>[y] no</li>" in made
    assert "<li>☑ numbered</li>" in made and "<p>[x] no list</p>" in made


def test_tables_stay_tables():
    assert "<td>1<sup" in html("a|b\n-|-\n1[^n]|2\n\n[^n]: per cent")
