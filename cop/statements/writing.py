"""How a text becomes a revision in clauses that keep their identity; used by the actions, in their transaction."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import select

from cop.ballots import clauses
from cop.kernel import text
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid
from cop.members.models import Member
from cop.statements import queries
from cop.statements.models import Clause, Comment, Revision, Statement
from cop.statements.rules import Move, after, carried


def sha256(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()


def free_slug(title: str) -> str:
    """A slug that no statement has; never shaped like a number of a published one."""
    wished = text.slug(title, "statement")
    wished = f"statement-{wished}" if wished.startswith("js-") else wished
    like = select(Statement.slug).where(Statement.slug.startswith(wished, autoescape=True))
    taken = set(db.session.scalars(like))
    return next(s for s in (wished, *(f"{wished}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)


def append(
    statement: Statement, title: str, source: str, summary: str, author: Any, now: datetime
) -> Revision:
    """The next revision of the statement. Raises Invalid when nothing changed or the text has no clause."""
    written = text.write(source)
    if not written.source.strip():
        raise Invalid(N_("There is no text yet. Write at least one clause."), field="source")
    before = queries.current(statement) if statement.revisions_count else None
    if before and (before.source, before.title) == (written.source, title):
        raise Invalid(N_("Nothing was changed, so there is nothing to save."), field="source")
    made = Revision(statement_id=statement.id, number=statement.revisions_count + 1, title=title)
    made.source, made.renderer, made.sha256 = written.source, written.renderer, sha256(written.source)
    made.summary, made.author_id, made.at = summary, author.id, now
    made.clauses = _clauses(statement, written.source, before)
    db.session.add(made)
    statement.title = title
    statement.revisions_count += 1
    statement.version += 1
    db.session.flush()
    return made


def _clauses(statement: Statement, source: str, before: Revision | None) -> list[Clause]:
    blocks = clauses.split(source)
    if not any(block.number for block in blocks):
        raise Invalid(N_("The text has headings but no clause. Write a sentence below one."), field="source")
    old = [(clause.key, clause.source) for clause in before.clauses] if before else []
    keys = carried(old, [block.source for block in blocks])
    return [
        Clause(
            place=place,
            number=block.number,
            key=_new_key(statement) if key is None else key,
            source=block.source,
            html=block.html,
        )
        for place, (block, key) in enumerate(zip(blocks, keys, strict=True))
    ]


def _new_key(statement: Statement) -> int:
    statement.last_clause_key += 1
    return statement.last_clause_key


def put_comment(statement: Statement, author: Member, words: str, now: datetime, **more: Any) -> Comment:
    """Adds a comment, with the author's group, country and organisation of today. Raises Invalid."""
    written = text.write(words)
    if not written.source.strip():
        raise Invalid(N_("The comment is empty. Write what you think of the text."), field="words")
    statement.comments_count += 1
    statement.waiting += 1
    made = Comment(
        statement_id=statement.id, number=statement.comments_count, author_id=author.id, at=now, **more
    )
    made.group_key, made.country, made.organisation = (
        author.group_key,
        author.country,
        author.organisation.name,
    )
    made.text, made.html = written.source, written.html
    db.session.add(made)
    db.session.flush()
    return made


def move(statement: Statement, by: Move, now: datetime) -> None:
    """Takes the statement to where the move leads. Raises IllegalMove."""
    statement.state = str(after(statement.stands, by))
    statement.moved_at = now
    statement.version += 1
