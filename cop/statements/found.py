"""Statements as search finds them: the published ones by everyone, the others by members who may read their space."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from cop.kernel import text
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.seeking import Found, Level, Source, after
from cop.statements.models import Revision, Statement


def _statements(ids: list[int]) -> Iterable[Found]:
    newest = (Revision.statement_id == Statement.id) & (Revision.number == Statement.revisions_count)
    found = select(Statement, Revision.html).join(Revision, newest).where(Statement.id.in_(ids))
    for one, html in db.session.execute(found):
        level = Level.PUBLIC if one.is_public else Level.INSIDE
        title = f"{one.title} {one.number or ''}"
        yield Found(one.ref, title, text.plain(html), one.created_at, level, one.space_id, one.language)


def offline(id: int) -> tuple[str, str]:
    """The newest text as HTML, and its language, for who takes it along and may read it."""
    newest = (Revision.statement_id == Statement.id) & (Revision.number == Statement.revisions_count)
    row = db.session.execute(
        select(Revision.html, Statement.language).join(Statement, newest).where(Statement.id == id)
    )
    html, language = row.one()
    return html, language


SOURCES = {
    "statement": Source(N_("Joint statement"), N_("Joint statements"), _statements, after(Statement.id))
}
