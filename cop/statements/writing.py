"""How a text becomes a revision in clauses that keep their identity; used by the actions, in their transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from cop.ballots import clauses
from cop.ballots.canonical import hexhash
from cop.ballots.roll import Proposal
from cop.kernel import text
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid
from cop.statements import queries
from cop.statements.anchors import carry
from cop.statements.models import Clause, Passage, Revision, Statement
from cop.statements.rules import Move, after

RESERVED = {"new"}  # addresses of pages


def free_slug(title: str) -> str:
    """A slug that no statement has; never shaped like a number of a published one."""
    wished = text.slug(title, "statement")
    wished = f"statement-{wished}" if wished.startswith("js-") else wished
    like = select(Statement.slug).where(Statement.slug.startswith(wished, autoescape=True))
    taken = {*db.session.scalars(like), *RESERVED}
    return next(s for s in (wished, *(f"{wished}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)


def append(
    statement: Statement,
    title: str,
    source: str,
    language: str,
    summary: str,
    author: Any,
    now: datetime,
    amended: Mapping[int, str] | None = None,
) -> Revision:
    """The next revision of the statement. Raises Invalid when nothing changed or the text has no clause.

    ``amended``: by key, the words that take a clause's place, which stays that clause however little they resemble.
    """
    written = text.write(source)
    if not written.source.strip():
        raise Invalid(N_("There is no text yet. Write at least one clause."), field="source")
    before = queries.current(statement) if statement.revisions_count else None
    if before and (before.title, before.source, before.language) == (title, written.source, language):
        raise Invalid(N_("Nothing was changed, so there is nothing to save."), field="source")
    made = Revision(statement_id=statement.id, number=statement.revisions_count + 1, title=title)
    made.source, made.html, made.renderer = written.source, written.html, written.renderer
    made.sha256, made.language, made.summary = hexhash(written.source), language, summary
    made.author_id, made.at = author.id, now
    made.clauses = _clauses(statement, written.source, before, amended or {})
    db.session.add(made)
    statement.title, statement.language = title, language
    statement.revisions_count += 1
    statement.version += 1
    db.session.flush()
    return made


def _clauses(
    statement: Statement, source: str, before: Revision | None, amended: Mapping[int, str]
) -> list[Clause]:
    blocks = clauses.split(source)
    if not any(block.number for block in blocks):
        raise Invalid(N_("The text has headings but no clause. Write a sentence below one."), field="source")
    keys = _keys(statement, blocks, before, amended)
    return [
        Clause(place=place, number=block.number, key=key, source=block.source, html=block.html)
        for place, (block, key) in enumerate(zip(blocks, keys, strict=True))
    ]


def _keys(
    statement: Statement,
    blocks: Sequence[clauses.Clause],
    before: Revision | None,
    amended: Mapping[int, str],
) -> list[int]:
    """A heading never becomes a clause, nor a clause a heading: their keys are carried apart."""
    keys: dict[int, int] = {}
    old = list(before.clauses) if before else []
    for heading in (False, True):
        places = [place for place, block in enumerate(blocks) if block.is_heading is heading]
        past = [(c.key, amended.get(c.key, c.source)) for c in old if c.is_heading is heading]
        found, statement.last_clause_key = carry(
            past, [blocks[at].source for at in places], statement.last_clause_key
        )
        keys |= dict(zip(places, found, strict=True))
    return [keys[place] for place in range(len(blocks))]


def move(
    statement: Statement,
    by: Move,
    actor: Any,
    now: datetime,
    reason: str = "",
    proposed_by: int | None = None,
) -> None:
    """Takes the statement to where the move leads, and keeps that it went. Raises IllegalMove."""
    statement.state = str(after(statement.stands, by))
    statement.moved_at = now
    statement.version += 1
    passage = Passage(statement_id=statement.id, move=by, state=statement.state, at=now, reason=reason)
    passage.member_id, passage.proposed_by = actor.id, proposed_by
    db.session.add(passage)


def proposal(statement: Statement) -> Proposal:
    """What a ballot on the statement as it is now would decide."""
    revision = queries.current(statement)
    return Proposal(statement.ref, statement.slug, revision.title, revision.source, revision.language)
