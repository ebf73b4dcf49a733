"""A page as PDF, if WeasyPrint and the Pango it stands on are installed (the extra ``pdf``)."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

STYLE = Path(__file__).parent.parent.parent / "static" / "paper.css"


@cache
def _weasyprint() -> Any:
    """The library, loaded at the first use (it takes most of a second); None where it cannot be."""
    try:
        return import_module("weasyprint")
    except (ImportError, OSError):
        return None


def available() -> bool:
    return _weasyprint() is not None


def pdf(html: str) -> bytes:
    """The document as PDF; nothing is fetched for it, whatever the text names."""
    library = _weasyprint()
    nothing = library.urls.URLFetcher(allowed_protocols=())
    style = library.CSS(string=STYLE.read_text(encoding="utf-8"), url_fetcher=nothing)
    made: bytes = library.HTML(string=html, url_fetcher=nothing).write_pdf(stylesheets=[style])
    return made
