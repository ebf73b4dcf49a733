"""A meeting in one file to read without a line: agenda, the texts of what it is about, and where everything lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from flask import current_app
from markupsafe import escape

from cop.kernel import refs, text
from cop.kernel.refs import Resolved
from cop.kernel.seeking import Found, Level
from cop.meetings import show
from cop.meetings.agenda import queries as agenda_queries
from cop.meetings.outcomes import queries as outcome_queries
from cop.meetings.papers import queries as paper_queries
from cop.meetings.papers.packing_files import files
from cop.meetings.series import hours
from cop.meetings.series.models import Occurrence
from cop.spaces.visibility import may_enter

STYLE = Path(__file__).parents[3] / "static" / "pack.css"


MOST_WORDS = 24_000  # characters of one text; who wants all of a longer one follows its link


MOST_PACK = 160_000  # of all together: some twenty seconds on a slow link


@dataclass(frozen=True)
class Text:
    """Something of this site that the meeting is about, with its words as far as they fit."""

    title: str
    address: str
    note: str
    html: str
    language: str
    cut: bool


def pack(meeting: Occurrence, viewer: Any, enters: bool) -> dict[str, Any]:
    """As ``viewer`` may see it; ``enters``: the viewer may know where it is and what is left to do."""
    papers = paper_queries.papers(meeting)
    lines, loose = show.agenda(meeting, agenda_queries.agenda(meeting), papers, viewer)
    named = [ref for ref in (*(line.item.ref for line in lines), *(paper.ref for paper in papers)) if ref]
    found = refs.resolve(named, viewer)
    seen = [found[ref] for ref in dict.fromkeys(named) if ref in found]
    return {
        "meeting": meeting,
        "agenda": lines,
        "papers": loose,
        "texts": list(texts(seen, viewer)),
        "files": list(files(seen)),
        "clocks": hours.clocks(meeting, hours.zone_for(viewer, meeting), viewer),
        "speech": show.speech(meeting),
        "enters": enters,
        "standing": outcome_queries.standing(meeting),
        "carried": outcome_queries.carried_over(meeting, show.names_people(meeting)) if enters else [],
        "outward": outward,
        "style": STYLE.read_text(encoding="utf-8"),
    }


def outward(address: str) -> str:
    """On the configured base address: who opens the file is not on the site."""
    return urljoin(current_app.extensions["cop"].config.base_url, address)


def texts(seen: Sequence[Resolved], viewer: Any) -> Iterator[Text]:
    """Of what ``viewer`` may see, all but files, in its order, until the pack is full."""
    room = MOST_PACK
    for one in seen:
        if one.kind != "attachment":
            html, language = _words(one, viewer)
            fits = len(html) <= min(MOST_WORDS, room)
            shown = html if fits else str(escape(text.excerpt(html, max(1, min(MOST_WORDS, room)))))
            room -= len(shown)
            yield Text(one.title, one.address, one.note, shown, language, cut=not fits)


def _words(one: Resolved, viewer: Any) -> tuple[str, str]:
    """Its HTML (what its feature offers under ``offline:<kind>``, else what search knows of it) and language."""
    kind, id = refs.split(one.ref)
    house = current_app.extensions["cop"]
    if offered := house.hooks.get(f"offline:{kind}"):
        return offered(id)
    return _plain(house, kind, id, viewer)


def _plain(house: Any, kind: str, id: int, viewer: Any) -> tuple[str, str]:
    source = house.sources.get(kind)
    told = [one for one in source.read([id]) if _may_read(one, viewer)] if source else []
    return str(escape("\n".join(one.body for one in told))), told[0].language if told else ""


def _may_read(one: Found, viewer: Any) -> bool:
    """As search lets it be found."""
    if one.level is Level.PUBLIC:
        return True
    inside = one.space_id is None or may_enter(viewer, one.space_id)
    return inside if one.level is Level.SPACE else viewer.is_member and inside
