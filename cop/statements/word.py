"""A statement as a document for word processors: real headings, lists and tables, the text exactly as stored.

No zero-width spaces here: who takes it copies from it, and word processors bring dictionaries of their own.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from html.parser import HTMLParser
from importlib import import_module
from typing import Any

LATIN, COMPLEX, EAST = "Noto Serif", "Noto Sans", "Noto Sans CJK SC"
COMPLEX_OF = {
    "th": "Noto Serif Thai",
    "lo": "Noto Serif Lao",
    "km": "Noto Serif Khmer",
    "my": "Noto Sans Myanmar",
    "ta": "Noto Serif Tamil",
}
HANGS = 0.8  # centimetres from a clause's number to its words
LISTS = {"ul": "List Bullet", "ol": "List Number"}
BLOCKS = frozenset(["p", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "tr"])
MARKS = {
    "strong": "bold",
    "b": "bold",
    "em": "italic",
    "i": "italic",
    "del": "strike",
    "s": "strike",
    "ins": "underline",
}


class Document:
    """A document that grows from top to bottom; ``language`` is that of the statement's words."""

    def __init__(self, title: str, author: str, language: str) -> None:
        self._docx, self._ns = import_module("docx"), import_module("docx.oxml.ns")
        self._oxml = import_module("docx.oxml")
        self.document = self._docx.Document()
        self.document.core_properties.title, self.document.core_properties.author = title, author
        self.document.core_properties.language = language
        for style in ("Normal", "Title", "Heading 1", "Heading 2"):
            self._fonts(self.document.styles[style], language)

    def _fonts(self, style: Any, language: str) -> None:
        """For every script: a name alone sets the Latin one; the language tells what breaks its lines."""
        style.font.name = LATIN
        properties = style.element.get_or_add_rPr()
        fonts = properties.rFonts
        for theme in [name for name in fonts.attrib if "Theme" in name]:
            del fonts.attrib[theme]
        fonts.set(self._ns.qn("w:cs"), COMPLEX_OF.get(language, COMPLEX))
        fonts.set(self._ns.qn("w:eastAsia"), EAST)
        spoken = properties.find(self._ns.qn("w:lang"))
        if spoken is None:
            spoken = self._oxml.OxmlElement("w:lang")
            properties.append(spoken)
        for script in ("w:val", "w:eastAsia", "w:bidi"):
            spoken.set(self._ns.qn(script), language)

    def heading(self, words: str, level: int = 1) -> None:
        self.document.add_heading(words, level)

    def paragraph(self, words: str, *, bold: bool = False, style: str = "") -> None:
        made = self.document.add_paragraph(style=style or None)
        made.add_run(words).bold = bold or None

    def clause(self, number: int, html: str) -> None:
        """A numbered clause, indented, its number before its first line."""
        _Clause(self, f"{number}.").feed(html)

    def note(self, title: str, *paragraphs: str) -> None:
        """What stands beside a clause."""
        self.indented(1.6).add_run(title).bold = True
        for words in paragraphs:
            self.indented(1.6).add_run(words)

    def indented(self, centimetres: float, style: str = "", hanging: bool = False) -> Any:
        made = self.document.add_paragraph(style=style or None)
        made.paragraph_format.left_indent = self._docx.shared.Cm(centimetres)
        if hanging:
            made.paragraph_format.first_line_indent = -self._docx.shared.Cm(HANGS)
        return made

    def table(self, head: Sequence[str], rows: Sequence[Sequence[object]], first: int = 1) -> None:
        """``first``: how many times as wide as the others the first column is."""
        table = self.document.add_table(rows=0, cols=len(head), style="Table Grid")
        section = self.document.sections[0]
        wide = (section.page_width - section.left_margin - section.right_margin) // (first + len(head) - 1)
        for place, column in enumerate(table.columns):
            column.width = wide * (1 if place else first)
        for number, cells in enumerate([head, *rows]):
            for cell, value in zip(table.add_row().cells, cells, strict=True):
                cell.paragraphs[0].add_run(str(value)).bold = number == 0 or None
        table.rows[0]._tr.get_or_add_trPr().append(self._oxml.OxmlElement("w:tblHeader"))
        self.document.add_paragraph()

    def saved(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


class _Clause(HTMLParser):
    """Writes the sanitised HTML of a clause into the document."""

    def __init__(self, into: Document, number: str) -> None:
        super().__init__()
        self._into, self._number = into, number
        self._lists: list[str] = []
        self._marks: list[str] = []
        self._links: list[str] = []
        self._paragraph: Any = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LISTS:
            self._lists.append(tag)
        elif tag in BLOCKS:
            self._begin()
        elif tag == "br":
            self._run("\n")
        elif tag == "a":
            self._links.append(dict(attrs).get("href") or "")
        if tag in MARKS:
            self._marks.append(MARKS[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in LISTS and self._lists:
            self._lists.pop()
        if tag in BLOCKS:
            self._paragraph = None
        if tag in MARKS and MARKS[tag] in self._marks:
            self._marks.remove(MARKS[tag])
        if tag == "a" and self._links and (link := self._links.pop()):
            self._run(f" <{link}>")
        if tag in ("td", "th"):
            self._run("\t")

    def handle_data(self, data: str) -> None:
        if self._paragraph is not None or data.strip():
            self._run(" ".join(data.split("\n")))

    def _run(self, words: str) -> None:
        if self._paragraph is None:
            self._begin()
        run = self._paragraph.add_run(words)
        for mark in self._marks:
            if mark == "strike":
                run.font.strike = True
            else:
                setattr(run, mark, True)

    def _begin(self) -> None:
        if self._paragraph is not None and not self._paragraph.text.removeprefix(f"{self._number}\t"):
            return  # a paragraph in a list item is the item
        style = LISTS[self._lists[-1]] if self._lists and not self._number else ""
        deep = HANGS + 0.6 * len(self._lists)
        self._paragraph = self._into.indented(deep, style, hanging=bool(self._number))
        if self._number:
            self._paragraph.add_run(f"{self._number}\t")
            self._number = ""
