"""The plain text of a letter as light HTML: paragraphs, quotes and links, and nothing that a reader must download."""

from __future__ import annotations

import re

from markupsafe import Markup

LINK = re.compile(r"https?://[^\s<>]+[^\s<>.,;:!?)]")
WRAPPED = 55  # characters: a line as long was cut for width, and goes on
STYLE = "max-width:40em;font-family:sans-serif;line-height:1.5"


def with_links(text: str) -> Markup:
    """The escaped text with its addresses made into links."""
    parts, last = [], 0
    for found in LINK.finditer(text):
        parts += [
            Markup.escape(text[last : found.start()]),
            Markup('<a href="{0}">{0}</a>').format(found.group()),
        ]
        last = found.end()
    return Markup("").join([*parts, Markup.escape(text[last:])])


def page(text: str, language: str) -> str:
    paragraphs = [_paragraph(p) for p in re.split(r"\n\s*\n", text.strip("\n")) if p.strip()]
    body = Markup("\n").join(paragraphs)
    return Markup('<!doctype html>\n<html lang="{}"><body style="{}">\n{}\n</body></html>\n').format(
        language.replace("_", "-"), STYLE, body
    )


def _paragraph(text: str) -> Markup:
    lines = text.split("\n")
    if all(line.startswith(">") for line in lines):
        inner = "\n".join(line[1:].strip() for line in lines)
        return Markup("<blockquote>{}</blockquote>").format(_lines(inner))
    return Markup("<p>{}</p>").format(_lines(text))


def _lines(text: str) -> Markup:
    """A line that was cut for its width goes on; any other ends where it ends."""
    lines = text.split("\n")
    ends = [Markup("\n") if len(line) > WRAPPED else Markup("<br>\n") for line in lines[:-1]]
    return Markup("").join(
        with_links(line) + end for line, end in zip(lines, [*ends, Markup("")], strict=True)
    )
