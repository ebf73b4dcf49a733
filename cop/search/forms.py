"""What a question can be narrowed to, read from the address: a search is an address that can be kept and passed on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.kernel import text, words
from cop.kernel.clock import from_local
from cop.kernel.errors import Invalid
from cop.members import countries, queries
from cop.search import indexing
from cop.search.queries import MOST, SIZE, Asked
from cop.spaces.queries import all_visible

LONGEST = 200
PAGES = MOST // SIZE
Choices = list[tuple[str, str]]


def choices(viewer: Any) -> dict[str, tuple[str, Choices]]:
    """By field: its label and what may be chosen."""
    return {
        "kind": (_("What"), [(kind, _(source.words)) for kind, source in indexing.sources().items()]),
        "space": (_("Space"), [(space.slug, space.title) for space in all_visible(viewer)]),
        "group": (_("Author's group"), [(group.key, _(group.name)) for group in queries.groups()]),
        "country": (_("Author's country"), countries.near_choices()),
        "language": (_("Language"), countries.language_choices()),
    }


def asked(given: Mapping[str, str], offered: dict[str, tuple[str, Choices]]) -> Asked:
    """The question that an address asks; what is not offered narrows nothing."""
    chosen = {
        name: given.get(name, "") if given.get(name, "") in dict(listed) else ""
        for name, (_label, listed) in offered.items()
    }
    return Asked(
        _words(given.get("q", "")),
        **chosen,
        since=_since(given.get("since", "")),
        newest=given.get("order") == "newest",
        page=_page(given.get("page", "")),
    )


def _words(typed: str) -> str:
    try:
        return text.line(typed[:LONGEST])
    except Invalid:
        return ""


def _since(typed: str) -> datetime | None:
    """The begin of that day where the reader is."""
    try:
        return from_local(datetime.combine(date.fromisoformat(typed), time()), words.reader_zone())
    except (ValueError, Invalid):
        return None


def _page(typed: str) -> int:
    return (
        int(typed)
        if typed.isascii() and typed.isdigit() and len(typed) < 4 and 0 < int(typed) <= PAGES
        else 1
    )


def address(asked: Asked, since: str, page: int) -> str:
    """Where a page of the same question is."""
    kept = {name: getattr(asked, name) for name in ("kind", "space", "group", "country", "language")}
    kept |= {
        "q": asked.words,
        "since": since if asked.since else "",
        "order": "newest" if asked.newest else "",
    }
    return url_for("search.search", **{name: value for name, value in kept.items() if value}, page=page)
