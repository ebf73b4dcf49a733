"""A text in numbered clauses: what comments, positions and evidence point at. Pure.

Headings are labels between clauses. Each further block of the Markdown is one clause: a paragraph, a list, a
quote, a table. A list that a paragraph leads in to ("the following:") belongs to that paragraph's clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from cop.kernel import markup

# How a paragraph says that its sentence goes on in the list below, in the scripts of the region.
LEADS_IN = (":", ",", ";", "—", "–", "：", "，", "；", "៖", "၊")
BULLET, NUMBERED = re.compile(r" {0,3}[*+-] "), re.compile(r" {0,3}\d+\. ")
INDENTED = re.compile(r"(?: {4}|\t)")
HEADING = re.compile(r"#{1,6}.*\S")
UNDERLINED = re.compile(r".+\n[=-]+$")
RULE = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
DEFINITION = re.compile(r" {0,3}\[[^\]\n]+\]: *\S")


class Part(StrEnum):
    """What a block of Markdown is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    NUMBERED = "numbered"
    CODE = "code"
    RULE = "rule"
    DEFINITIONS = "definitions"


LISTS = frozenset({Part.BULLETS, Part.NUMBERED})


@dataclass(frozen=True)
class Clause:
    """A block of a text. ``number`` counts from 1; 0 for a heading, which is a label and no clause."""

    number: int
    source: str
    html: str

    @property
    def is_heading(self) -> bool:
        return self.number == 0

    @property
    def label(self) -> str:
        """A heading's words, sanitised, without the tags of the heading itself."""
        return re.sub(r"</?h\d>", "", self.html).strip()


def split(source: str) -> list[Clause]:
    """The clauses and headings of normalised Markdown, in order; links defined anywhere work in each."""
    blocks = list(_blocks(source))
    links = "\n".join(words for part, words in blocks if part is Part.DEFINITIONS)
    return list(_numbered(blocks, links))


def _numbered(blocks: Iterable[tuple[Part, str]], links: str) -> Iterator[Clause]:
    number = 0
    for part, words in blocks:
        if part in (Part.RULE, Part.DEFINITIONS):
            continue
        number += part is not Part.HEADING
        html = markup.render(f"{words}\n\n{links}" if links else words)
        yield Clause(0 if part is Part.HEADING else number, words, html)


def _blocks(source: str) -> Iterator[tuple[Part, str]]:
    """Chunks between blank lines, those that continue the one before joined to it."""
    held: tuple[Part, str] | None = None
    for words in _chunks(source):
        part = _part(words)
        if held and _goes_on(*held, part):
            # What a list joined is a list from now on: its later items come to it too.
            held = (part if part in LISTS else held[0]), f"{held[1]}\n\n{words}"
            continue
        if held:
            yield held
        held = part, words
    if held:
        yield held


def _chunks(source: str) -> Iterator[str]:
    """Text between blank lines; a heading's line ends a chunk and is one."""
    for chunk in re.split(r"\n\s*\n", source.strip("\n")):
        lines: list[str] = []
        for line in chunk.split("\n"):
            if HEADING.match(line):
                yield from ("\n".join(lines),) if lines else ()
                yield line
                lines = []
            else:
                lines.append(line)
        if any(line.strip() for line in lines):
            yield "\n".join(lines)


def _part(words: str) -> Part:
    first, _, rest = words.partition("\n")
    if HEADING.match(first) or (rest and "\n" not in rest and UNDERLINED.match(words)):
        return Part.HEADING
    if not rest and RULE.match(first):
        return Part.RULE
    if all(DEFINITION.match(line) for line in words.split("\n")):
        return Part.DEFINITIONS
    begins = {Part.CODE: INDENTED, Part.BULLETS: BULLET, Part.NUMBERED: NUMBERED}
    return next((part for part, sign in begins.items() if sign.match(words)), Part.PARAGRAPH)


def _goes_on(before: Part, held: str, part: Part) -> bool:
    """Whether a chunk continues the block before it, as the renderer would see it."""
    if part is Part.CODE:
        return before in LISTS or before is Part.CODE
    if part in LISTS:
        return before is part or (before is Part.PARAGRAPH and held.endswith(LEADS_IN))
    return False
