"""Markdown to HTML, and what is refused before it.

Python-Markdown's time grows badly with brackets, marks and nesting (20,000 "[" took it 42 seconds), so a guard stands
before it that counts them.
"""

from __future__ import annotations

import re

import markdown
import nh3

from cop.kernel import footnotes
from cop.kernel.errors import N_, Invalid

RENDERER = 3
KEPT = (
    "a abbr b blockquote br code dd div dl dt em h2 h3 h4 h5 hr i ins li ol p pre span strong sub sup table tbody "
    "td th thead tr ul"
)
TAGS = set(KEPT.split())
ATTRIBUTES = {"a": {"href", "title"}, "th": {"align"}, "td": {"align"}, "ol": {"start"}, "abbr": {"title"}}
SCHEMES = {"http", "https", "mailto"}
EXTENSIONS = ["tables", "sane_lists", "pymdownx.betterem", "pymdownx.magiclink"]
LONGEST = 60_000
# What the renderer takes at most: its time grows with the square of some of these. Each figure keeps the slowest text
# that was found (tests/kernel/markup.py) under a quarter of a second.
MOST_LINES, MOST_NESTING, MOST_MARKS = 2_000, 12, 3_000
MOST_OF = {"[": 1_000, "!": 1_000, "@": 1_000}
MOST_REACH = 100_000  # characters between brackets and where they close, all together
MOST_WORK = 6_000_000  # characters of a block times its lines and runs of backticks, all together
OVERMARKED = N_("The text has more brackets, stars, links or other marks than can be shown. Simplify it.")
MOST_HTML = (
    400_000  # characters: one long address, defined once and used a thousand times, would make 30 millions
)
MARKS = re.compile(r"[*_~`\\<>\[\]!|&@]")
LEADING = re.compile(r"^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d+\.(?=[ \t])))+", re.MULTILINE)
MARKER = re.compile(r">|[-*+]|\d+\.")
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
BLOCK = re.compile(r"\n[ \t>]*\n")
BRACKET = re.compile(r"\[|\]\(?|\)")
TICKS = re.compile(r"`+")
HEADING = re.compile(r"<(/?)h([1-6])>")
DEEPEST = 5


def guard(source: str) -> None:
    """Raises Invalid for what the renderer could not handle in reasonable time."""
    if len(source) > LONGEST:
        raise Invalid(
            N_("The text has %(have)d characters; at most %(most)d fit. Shorten it or split it in two."),
            have=len(source),
            most=LONGEST,
        )
    if (lines := source.count("\n") + 1) > MOST_LINES:
        raise Invalid(
            N_("The text has %(have)d lines; at most %(most)d fit. Split it in two."),
            have=lines,
            most=MOST_LINES,
        )
    if _overmarked(source):
        raise Invalid(OVERMARKED)
    if _nesting(source) > MOST_NESTING:
        raise Invalid(
            N_("Lists or quotes stand more than %(most)d deep in each other. Simplify them."),
            most=MOST_NESTING,
        )


def _overmarked(source: str) -> bool:
    marks = len(MARKS.findall(source)) + sum(_markers(m) for m in LEADING.finditer(source))
    blocks = BLOCK.split(source)
    return (
        marks > MOST_MARKS
        or any(source.count(mark) > most for mark, most in MOST_OF.items())
        or sum(map(_reach, blocks)) > MOST_REACH
        or sum(map(_work, blocks)) > MOST_WORK
    )


def _markers(leading: re.Match[str]) -> int:
    return len(MARKER.findall(leading.group()))


def _work(block: str) -> int:
    return len(block) * (block.count("\n") + 3 * len(TICKS.findall(block)))


def _reach(block: str) -> int:
    """How far the renderer looks for the ends of brackets: to where they close, else to the end of the block."""
    total = 0
    still_open: dict[str, list[int]] = {"]": [], ")": []}
    for found in BRACKET.finditer(block):
        sign, at = found.group(), found.start()
        if sign[0] in still_open and still_open[sign[0]]:
            total += at - still_open[sign[0]].pop()
        if sign[-1] in "[(":
            still_open["]" if sign == "[" else ")"].append(at)
    return total + sum(len(block) - at for opened in still_open.values() for at in opened)


def _nesting(source: str) -> int:
    """How deep lists, quotes and indented text stand in each other at most."""
    marked = max(map(_markers, LEADING.finditer(source)), default=0)
    indent = max((len(m.group().expandtabs(4)) for m in INDENT.finditer(source)), default=0)
    return max(marked, indent // 4)


def render(source: str) -> str:
    """Sanitised HTML of Markdown. Tags that someone typed are shown as typed; headings begin at the second level and
    go down one at a time, so that who moves from heading to heading misses none (WCAG technique G141).

    Raises Invalid where references would make a short text into an endless one.
    """
    parts = footnotes.parted(source)
    raw = _markdown().convert(parts.source)
    if len(raw) > MOST_HTML:
        raise Invalid(OVERMARKED)
    clean = nh3.clean(
        HEADING.sub(_Levels(), raw),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener ugc",
    )
    return footnotes.joined(clean, parts)


class _Levels:
    """Gives each heading met in order the level it is shown at: below the headings it stands under."""

    def __init__(self) -> None:
        self.above: list[int] = []

    def __call__(self, tag: re.Match[str]) -> str:
        if not tag[1]:
            self.above = [level for level in self.above if level < int(tag[2])] + [int(tag[2])]
        return f"<{tag[1]}h{min(len(self.above) + 1, DEEPEST)}>"


def _markdown() -> markdown.Markdown:
    """Without HTML: it would let "p < 0.05" swallow what follows, and its parser takes minutes for unclosed tags."""
    made = markdown.Markdown(extensions=EXTENSIONS, output_format="html")
    made.preprocessors.deregister("html_block")
    made.inlinePatterns.deregister("html")
    return made
