"""A page as PDF, if WeasyPrint and the Pango it stands on are installed (the extra ``pdf``); each is made once."""

from __future__ import annotations

import hashlib
import os
import tempfile
from ctypes.util import find_library
from functools import cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cop.kernel.breaking import breakable, knows_words

STYLE = Path(__file__).parent.parent.parent / "static" / "paper.css"
MOST_KEPT = 500  # files; who reads an older one waits a second
LONGEST_AT_ONCE = (
    40_000  # characters of HTML that are laid out in about a second; a longer one is made by the worker
)
LONGEST = 1_500_000  # characters; beyond it is a book


@cache
def available() -> bool:
    """Whether a PDF can be made here. Asked without loading the library: that takes seconds and most of the memory."""
    return find_spec("weasyprint") is not None and find_library("pango-1.0") is not None


def _weasyprint() -> Any:
    return import_module("weasyprint")


def pdf(html: str) -> bytes:
    """The document as PDF; nothing is fetched for it, whatever the text names."""
    library = _weasyprint()
    nothing = library.urls.URLFetcher(allowed_protocols=())
    style = library.CSS(string=STYLE.read_text(encoding="utf-8"), url_fetcher=nothing)
    head, body = html.split("<body>", 1) if "<body>" in html else ("", html)
    spaced = f"{head}<body>{breakable(body)}"
    made: bytes = library.HTML(string=spaced, url_fetcher=nothing).write_pdf(stylesheets=[style])
    return made


def name(html: str) -> str:
    """Names what would be made of the document: another text, look or library is another name."""
    made_by = (version("weasyprint"), knows_words(), STYLE.read_text(encoding="utf-8"))
    return hashlib.sha256(repr((made_by, html)).encode()).hexdigest()


def kept(folder: Path, name: str) -> bytes | None:
    try:
        return (folder / f"{name}.pdf").read_bytes()
    except FileNotFoundError:
        return None


def keep(folder: Path, html: str) -> bytes:
    """Makes the document and keeps it under its name; the oldest of too many are given up."""
    made = pdf(html)
    folder.mkdir(parents=True, exist_ok=True)
    handle, path = tempfile.mkstemp(dir=folder, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(made)
    Path(path).replace(folder / f"{name(html)}.pdf")
    for old in sorted(folder.glob("*.pdf"), key=_age)[MOST_KEPT:]:
        old.unlink(missing_ok=True)
    return made


def _age(file: Path) -> float:
    try:
        return -file.stat().st_mtime
    except FileNotFoundError:
        return 0.0
