"""What people write is kept as written, shown safely, and never keeps the renderer busy."""

import random
import re
import time
from contextlib import suppress

import pytest

from cop.kernel import text
from cop.kernel.errors import Invalid
from cop.kernel.markup import LONGEST, render
from tests.kernel import markup

BUDGET = 0.25  # seconds of processor time for any text
ORDINARY = ("A paragraph with *emphasis*, a [link](https://example.org) and some more words.\n\n" * 400)[
    :30_000
]


def seconds(source: str) -> float:
    """Processor time to write ``source``, the better of two."""
    return min(_once(source) for _ in range(2))


def _once(source: str) -> float:
    begun = time.process_time()
    with suppress(Invalid):
        text.write(source)
    return time.process_time() - begun


@pytest.fixture(scope="module")
def budget() -> float:
    """The budget; on a machine that is slow now, several times what an ordinary long text takes."""
    return max(BUDGET, 5 * seconds(ORDINARY))


@pytest.mark.parametrize("unit", markup.UNITS)
def test_what_passes_the_guard_is_rendered_in_time(unit, budget):
    most = markup.largest(unit)
    assert seconds(most) < budget
    assert seconds(markup.padded(most)) < budget


@pytest.mark.parametrize("source", markup.ONCE_SLOW, ids=range(len(markup.ONCE_SLOW)))
def test_what_once_was_slow_is_refused_with_a_sentence_or_fast(source, budget):
    assert seconds(source[:LONGEST]) < budget


def test_mixed_texts_are_rendered_in_time(sweeping, budget):
    dice = random.Random(7)
    for _ in range(400 if sweeping else 4):
        parts = [dice.choice(markup.UNITS) * dice.choice((1, 1, 2, 10)) for _ in range(dice.randint(2, 4))]
        most = markup.largest("".join(parts))
        assert seconds(markup.padded(most)) < budget, parts


@pytest.mark.parametrize("source", markup.SCRIPTS)
def test_no_script_survives(source):
    html = render(source)
    tags = re.findall(r"<[^>]*>", html)
    names = {re.match(r"</?([a-z0-9]*)", tag)[1] for tag in tags}
    assert names <= {"p", "a", "code", "pre", "h2", "table", "thead", "tbody", "tr", "th", "td"}
    assert not any(re.search(r"\son\w+=|style=|src=", tag) for tag in tags)
    schemes = re.findall(r'<[^>]*\shref="([a-z]+):', html)
    assert set(schemes) <= {"http", "https", "mailto"}
    assert all("nofollow" in tag for tag in tags if tag.startswith("<a "))


def test_a_typed_tag_is_shown_as_typed():
    assert render("p < 0.05 and <script> stay") == "<p>p &lt; 0.05 and &lt;script&gt; stay</p>"


def test_headings_begin_below_the_pages_own_and_skip_no_level():
    assert render("# One\n\n#### Four") == "<h2>One</h2>\n<h3>Four</h3>"
    assert re.findall("<h.>", render("### A\n\n### B\n\n# C\n\n## D")) == ["<h2>", "<h2>", "<h2>", "<h3>"]


def test_a_bare_address_becomes_a_link():
    assert 'href="https://example.org/a?b=1&amp;c=2"' in render("See https://example.org/a?b=1&c=2.")


@pytest.mark.parametrize("sign", ["\x00", "\x02", "\x1b", "\x85", "\u202e", "\u2066", "\ufeff", "\ud800"])
def test_an_unseen_sign_is_refused_and_said_where(sign):
    with pytest.raises(Invalid, match=f"U\\+{ord(sign):04X}.*approved"):
        text.normal(f"It is approved{sign} by all")


@pytest.mark.parametrize(
    "word", ["ການຍົກເວັ້ນ", "សួស្តី\u200bពិភពលោក", "မင်္ගလာပါ", "กำลังใจ", "người", "مرحبا\u200f!"]
)
def test_scripts_of_the_region_stay_as_they_are(word):
    assert text.normal(word) == word


def test_lines_and_composition_are_made_alike():
    assert text.normal("Nguye\u0302\u0303n  \r\nb\rc\n\n") == "Nguy\u1ec5n\nb\nc"


@pytest.mark.parametrize("long", ["x" * (LONGEST + 1), "a\n" * 2_001, "- " * 13 + "a", "*" * 3_001])
def test_too_much_is_refused_with_a_sentence(long):
    with pytest.raises(Invalid) as refused:
        text.write(long)
    assert re.search(r"(Shorten|Split|Simplify)", str(refused.value))


def test_a_reference_does_not_make_a_short_text_endless():
    with pytest.raises(Invalid, match="Simplify"):
        text.write("[a] " * 500 + f"\n\n[a]: http://example.org/{'x' * 5_000}")


def test_an_ordinary_long_document_passes():
    table = "| Group | Positives |\n| --- | --- |\n" + "| Children under fifteen | 42 |\n" * 60
    items = "".join(f"{n}. An obligation with a [source](https://example.org/{n}).\n" for n in range(1, 101))
    text.write(
        "\n\n".join([ORDINARY[:20_000], table, items, "> Quoted\n> twice\n\n- a\n    - b\n        - c"])
    )


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("A triage tool: 4,000 images?", "a-triage-tool-4-000-images"),
        ("2026", "item-2026"),
        ("ການທົດສອບ", "item"),
        ("Điều trị", "ieu-tri"),
        ("x" * 100, "x" * 60),
    ],
)
def test_slugs(title, slug):
    assert text.slug(title) == slug


def test_an_excerpt_has_no_markup_and_is_cut_between_words():
    html = render("**Bold** and &lt;b&gt; and [a link](https://example.org) to read on and on")
    assert text.excerpt(html, 200) == "Bold and <b> and a link to read on and on"
    assert text.excerpt(html, 20) == "Bold and <b> and a…"
    assert text.excerpt("ການ" * 100, 10) == "ການ" * 3 + "…"
