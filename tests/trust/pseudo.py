"""A language in which every sentence of the program stands between ⟦ and ⟧, so that what is not one shows bare."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo

from tests.architecture.source import ROOT

LANGUAGE = (
    "en_ZW"  # English words for dates and countries, so that those are known to be no sentences of ours
)
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "_l": None, "N_": None, "ngettext": (1, 2)}
SPOKEN = re.compile(r'\b(?:aria-label|title|placeholder|alt|content)="([^"]*)"')
SILENT = re.compile(
    r"<(script|style|code|kbd|time|svg|template)\b.*?</\1>|<!--.*?-->|<head>.*?</head>", re.DOTALL
)
MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
WORD = re.compile(r"[^\W\d_]{3,}")


def marked(text: str) -> str:
    return f"⟦{text}⟧"


def catalogue(directory: Path) -> None:
    """Writes the compiled catalogue of the language, from the sentences as the translators get them."""
    made = Catalog(locale=LANGUAGE)
    for id in sentences():
        made.add(id, tuple(map(marked, id)) if isinstance(id, tuple) else marked(id))
    place = directory / LANGUAGE / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "messages.mo").open("wb") as file:
        write_mo(file, made)


def sentences() -> Iterator[str | tuple[str, ...]]:
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    for _file, _line, id, _notes, _context in extract_from_dir(ROOT, methods, options, keywords=KEYWORDS):
        yield id


def bare(page: str, data: frozenset[str]) -> list[str]:
    """Words that a reader of ``page`` meets outside the marks, but for those of ``data`` (casefolded)."""
    body = SILENT.sub(" ", page)
    text = unescape(" ".join([re.sub(r"<[^>]*>", " ", body), *SPOKEN.findall(body)]))
    while (less := MARKED.sub(" ", text)) != text:
        text = less
    return [word for word in WORD.findall(text) if word.casefold() not in data]
