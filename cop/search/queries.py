"""Finding: what matches, what of it the viewer may see, and in which order."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select

from cop.kernel import refs, tokens
from cop.kernel.db import db
from cop.kernel.refs import Resolved
from cop.kernel.seeking import Level
from cop.search import indexing, snippets, words
from cop.search.models import Document
from cop.spaces.models import Space
from cop.spaces.visibility import visible_to

SIZE = 20
MOST = 1_000  # of what matches, the newest so many are weighed against each other
HALVES_IN = 730  # days after which a thing weighs half


@dataclass(frozen=True)
class Asked:
    """A question: the words typed, what they are narrowed to ("" or None for everything), and the order."""

    words: str
    kind: str = ""
    space: str = ""
    group: str = ""
    country: str = ""
    language: str = ""
    since: datetime | None = None
    newest: bool = False
    page: int = 1


@dataclass(frozen=True)
class Hit:
    """Something found: what it is, and where in its words the question was met (safe HTML)."""

    thing: Resolved
    kind: str
    at: datetime
    language: str
    marked: str


@dataclass(frozen=True)
class Answer:
    """A page of hits. ``more``: whether there is a next one; ``cut``: only the newest ``MOST`` were weighed."""

    hits: Sequence[Hit]
    more: bool = False
    cut: bool = False


def seen(viewer: Any) -> ColumnElement[bool]:
    """Condition on Document: what ``viewer`` may find."""
    entered = exists(
        select(Space.id).where(Space.id == Document.space_id, visible_to(viewer)).correlate(Document)
    )
    everywhere = [Level.PUBLIC, Level.MEMBERS] if viewer.is_member else [Level.PUBLIC]
    where_it_lies = [Level.SPACE, Level.INSIDE] if viewer.is_member else [Level.SPACE]
    return or_(Document.level.in_(everywhere), Document.level.in_(where_it_lies) & entered)


def answer(asked: Asked, viewer: Any, now: datetime) -> Answer:
    """What ``viewer`` may know of what fits; nothing for a question without words."""
    if not (terms := tokens.terms(asked.words)):
        return Answer([])
    rows = db.session.execute(_matching(asked, terms, viewer)).all()
    if not asked.newest:
        rows = sorted(rows, key=lambda row: (-_score(row, now), -row.id))
    begin = (asked.page - 1) * SIZE
    shown = rows[begin : begin + SIZE]
    return Answer(_hits(shown, terms, viewer), more=len(rows) > begin + SIZE, cut=len(rows) == MOST)


def _matching(asked: Asked, terms: list[tokens.Term], viewer: Any) -> Select[Any]:
    columns = (Document.id, Document.subject, Document.kind, Document.at, Document.language)
    found = (
        select(*columns, words.weight(terms).label("weight"))
        .join(words.WORDS, words.WORDS.c.rowid == Document.id)
        .where(words.matches(terms), seen(viewer), *_narrowed(asked))
    )
    return found.order_by(words.WORDS.c.rowid.desc()).limit(MOST)


def _narrowed(asked: Asked) -> list[ColumnElement[bool]]:
    plain = {
        Document.kind: asked.kind,
        Document.group_key: asked.group,
        Document.country: asked.country,
        Document.language: asked.language,
    }
    conditions: list[ColumnElement[bool]] = [column == value for column, value in plain.items() if value]
    if asked.space:
        conditions.append(
            Document.space_id == select(Space.id).where(Space.slug == asked.space).scalar_subquery()
        )
    if asked.since:
        conditions.append(Document.at >= asked.since)
    return conditions


def _score(row: Any, now: datetime) -> float:
    days = max(now - row.at, timedelta()).days
    return row.weight * math.exp2(-days / HALVES_IN)


def _hits(rows: Sequence[Any], terms: list[tokens.Term], viewer: Any) -> list[Hit]:
    """Each as its feature shows it to ``viewer``; what that does not show is left out, whatever the index says."""
    things = refs.resolve((row.subject for row in rows), viewer)
    bodies = _bodies(rows)
    return [
        Hit(
            things[row.subject],
            row.kind,
            row.at,
            row.language,
            snippets.marked(bodies.get(row.subject, ""), terms),
        )
        for row in rows
        if row.subject in things
    ]


def _bodies(rows: Sequence[Any]) -> dict[str, str]:
    """The words of what is shown; one query a kind."""
    by_kind: dict[str, list[int]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(refs.split(row.subject)[1])
    return {one.ref: one.body for kind, ids in by_kind.items() for one in indexing.sources()[kind].read(ids)}
