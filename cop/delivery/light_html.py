"""The plain text of a letter as light HTML: paragraphs, quotes and links, and nothing that a reader must download."""

from __future__ import annotations

import re

from markupsafe import Markup

LINK = re.compile(r"https?://[^\s<>]+[^\s<>.,;:!?)]")
WRAPPED = 55  # characters: a line as long was cut for width, and goes on
FOOT = "-- "  # begins what mail programs leave out of a quotation
STYLE = (
    "max-width:40em;margin:0 auto;padding:1em;font-family:sans-serif;line-height:1.5;overflow-wrap:anywhere"
)
QUOTE = "margin:0;padding-left:1em;border-left:3px solid"
APART = "font-size:85%;opacity:.75"
PAGE = Markup("""<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"></head><body style="{style}">
{body}
</body></html>
""")


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
    """In the colours of the reader's program, light or dark; what follows the line "-- " stands apart."""
    words, _line, foot = text.partition(f"\n{FOOT}\n")
    body = Markup("\n").join([*_paragraphs(words), *map(_apart, _paragraphs(foot))])
    return PAGE.format(language=language.replace("_", "-"), style=STYLE, body=body)


def _paragraphs(text: str) -> list[Markup]:
    return [_paragraph(p) for p in re.split(r"\n\s*\n", text.strip("\n")) if p.strip()]


def _paragraph(text: str) -> Markup:
    lines = text.split("\n")
    if all(line.startswith(">") for line in lines):
        inner = "\n".join(line[1:].strip() for line in lines)
        return Markup('<blockquote style="{}">{}</blockquote>').format(QUOTE, _lines(inner))
    said = Markup("<p>{}</p>").format(_lines(text))
    return _apart(said) if text.startswith("##-") else said


def _apart(paragraph: Markup) -> Markup:
    return Markup('<div style="{}">{}</div>').format(APART, paragraph)


def _lines(text: str) -> Markup:
    """A line that was cut for its width goes on; any other ends where it ends."""
    lines = text.split("\n")
    ends = [Markup("\n") if len(line) > WRAPPED else Markup("<br>\n") for line in lines[:-1]]
    return Markup("").join(
        with_links(line) + end for line, end in zip(lines, [*ends, Markup("")], strict=True)
    )
