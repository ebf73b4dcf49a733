"""What is shown of a text that was found."""

import pytest

from cop.kernel.tokens import terms
from cop.search.snippets import marked


@pytest.mark.parametrize(
    ("body", "asked", "shown"),
    [
        ("Three pilots run.", "pilot", "Three <mark>pilots</mark> run."),
        ("Trí tuệ nhân tạo", "tri tue", "<mark>Trí</mark> <mark>tuệ</mark> nhân tạo"),
        ("การใช้ปัญญาประดิษฐ์", "ปัญญา", "การใช้<mark>ปัญญา</mark>ประดิษฐ์"),
        ("a <b> & pilot", "pilot", "a &lt;b&gt; &amp; <mark>pilot</mark>"),
        ("<mark>x</mark> <script>", "script", "&lt;mark&gt;x&lt;/mark&gt; &lt;<mark>script</mark>&gt;"),
        ("Nothing of it", "pilot", "Nothing of it"),
        ("we aim at AI", "ai", "we aim at <mark>AI</mark>"),
        ("", "x", ""),
    ],
)
def test_what_was_met_is_marked_and_all_else_is_escaped(body, asked, shown):
    assert marked(body, terms(asked)) == shown


def test_a_long_text_is_shown_around_what_was_met():
    shown = marked("filler " * 500 + "the pilot " + "more " * 500, terms("pilot"))
    assert shown.startswith("…filler") and shown.endswith("…") and "<mark>pilot</mark>" in shown
    assert len(shown) < 300
