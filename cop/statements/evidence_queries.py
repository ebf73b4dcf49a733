"""Reading what a statement rests on: nobody learns of a source that they may not see."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, and_, func, select

from cop.kernel import refs
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.refs import Resolved
from cop.statements import queries
from cop.statements.evidence import Citation
from cop.statements.models import Statement

MOST = 20
STANDS = Citation.removed_at.is_(None)


@dataclass(frozen=True)
class Source:
    """A citation as one reader may see it: ``found`` is what its ref leads to, None for an outside reference and for
    what the reader may not see. ``why`` says what happened to it since an editor last looked, "" for nothing.
    """

    citation: Citation
    found: Resolved | None
    why: str

    @property
    def is_hidden(self) -> bool:
        return bool(self.citation.source) and self.found is None


def _happened() -> ColumnElement[bool]:
    """Condition on Entry and Citation: since it was cited or last reviewed, its source was shaken."""
    verbs = list(current_app.extensions["cop"].unsettling)
    since = func.coalesce(Citation.reviewed_at, Citation.at)
    return and_(Entry.subject == Citation.source, Entry.verb.in_(verbs), Entry.at > since)


def _shaken(ids: Collection[int]) -> dict[int, str]:
    """By citation, the message of what last shook its source."""
    if not ids:
        return {}
    rows = db.session.execute(
        select(Citation.id, Entry.verb)
        .join(Entry, _happened())
        .where(Citation.id.in_(ids))
        .order_by(Entry.id)
    )
    words = current_app.extensions["cop"].unsettling
    return {id: words[verb] for id, verb in rows}


def sources(statement: Statement, viewer: Any) -> list[Source]:
    """What stands, oldest first; sources that ``viewer`` may not see are among them, without a word of what they are."""
    cited = select(Citation).where(Citation.statement_id == statement.id, STANDS).order_by(Citation.id)
    rows = list(db.session.scalars(cited))
    found = refs.resolve([row.source for row in rows if row.source], viewer)
    shaken = _shaken([row.id for row in rows if row.source in found])
    return [Source(row, found.get(row.source), shaken.get(row.id, "")) for row in rows]


def citation(viewer: Any, address: str, id: int) -> Citation | None:
    """A citation that stands in the statement at that address, to members who may read the work on it."""
    statement = queries.in_work(viewer, address)
    if statement is None:
        return None
    return db.session.scalar(
        select(Citation).where(Citation.id == id, Citation.statement_id == statement.id, STANDS)
    )


def standing(statement: Statement, clause_key: int | None, source: str, url: str) -> Citation | None:
    """The same source for the same clause, if it is cited already."""
    on = Citation.clause_key.is_(None) if clause_key is None else Citation.clause_key == clause_key
    same = and_(Citation.source == source, Citation.url == url, on)
    return db.session.scalar(select(Citation).where(Citation.statement_id == statement.id, STANDS, same))


def refs_of(statement: Statement) -> list[str]:
    """Each ref of this site that the statement cites, once."""
    cited = select(Citation.source).where(
        Citation.statement_id == statement.id, STANDS, Citation.source != ""
    )
    return list(db.session.scalars(cited.distinct().order_by(Citation.source)))


def unsettled(viewer: Any) -> Sequence[Any]:
    """(slug, number, title, source) of what ``viewer`` edits and cites something that was shaken since."""
    return db.session.execute(
        select(Statement.slug, Statement.number, Statement.title, Citation.source)
        .join(Citation, and_(Citation.statement_id == Statement.id, STANDS))
        .join(Entry, _happened())
        .where(queries.edited_by(viewer))
        .distinct()
        .order_by(Statement.title, Statement.slug, Citation.source)
        .limit(MOST)
    ).all()
