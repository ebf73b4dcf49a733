"""How a published statement is cited: in plain words, as BibTeX and as CSL-JSON. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Cited:
    """What a citation names. ``published`` is the day in UTC; ``remark`` says what became of the text, "" if it holds."""

    number: str
    title: str
    community: str
    published: date
    url: str
    language: str
    sha256: str
    remark: str = ""


def plain(it: Cited) -> str:
    """One line: who, what, number, day, address."""
    remark = f" [{it.remark}]" if it.remark else ""
    return f"{it.community}. {it.title}{remark}. {it.number}, {it.published.isoformat()}. {it.url}"


def bibtex(it: Cited) -> str:
    """One entry in UTF-8. Words are escaped for LaTeX; the title keeps its capitals; the address stands as it is."""
    note = "; ".join(part for part in (it.remark, f"SHA-256 of the text: {it.sha256}") if part)
    fields = {
        "author": f"{{{_latex(it.community)}}}",
        "title": f"{{{_latex(it.title)}}}",
        "type": "Joint statement",
        "number": _latex(it.number),
        "institution": _latex(it.community),
        "year": f"{it.published.year:04d}",
        "date": it.published.isoformat(),
        "url": it.url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C"),
        "language": _latex(it.language),
        "note": _latex(note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    month = f"  month = {MONTHS[it.published.month - 1]},"
    return "\n".join([f"@techreport{{{it.number},", *lines[:6], month, *lines[6:], "}", ""])


def _latex(words: str) -> str:
    return "".join(ESCAPES.get(c, c) for c in words)


def csl(it: Cited) -> str:
    """A CSL-JSON list of one item."""
    day = it.published
    item = {
        "id": it.number,
        "type": "report",
        "genre": "Joint statement",
        "title": it.title,
        "author": [{"literal": it.community}],
        "publisher": it.community,
        "number": it.number,
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "URL": it.url,
        "language": it.language,
        "note": f"SHA-256 of the text: {it.sha256}",
    }
    return (
        json.dumps([item | ({"status": it.remark} if it.remark else {})], ensure_ascii=False, indent=1) + "\n"
    )
