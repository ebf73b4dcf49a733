"""The counts that statements keep, counted anew."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import case, func, or_, select

from cop.kernel.db import db
from cop.statements.comment_queries import WAITS
from cop.statements.models import Revision, Statement
from cop.statements.remarks import Answer, Comment
from cop.statements.replies import Reply


def drift() -> Iterable[str]:
    """A sentence for each statement and comment whose kept counts differ from what is counted."""
    for slug in db.session.scalars(_statements()):
        yield f"Statement {slug} keeps other numbers of revisions or comments than are counted."
    for id in db.session.scalars(_comments()):
        yield f"Comment {id} keeps another number of answers, or another disposition, than it was given."
    for id in db.session.scalars(_replies()):
        yield f"Comment {id} keeps another number of replies than are counted."


def _replies():  # type: ignore[no-untyped-def]
    said = select(Reply.comment_id, func.count().label("replies")).group_by(Reply.comment_id).subquery()
    differs = Comment.replies != func.coalesce(said.c.replies, 0)
    joined = select(Comment.id).outerjoin(said, said.c.comment_id == Comment.id)
    return joined.where(differs).order_by(Comment.id)


def _statements():  # type: ignore[no-untyped-def]
    said = (
        select(
            Comment.statement_id,
            func.count().label("comments"),
            func.sum(case((WAITS, 1), else_=0)).label("waiting"),
        )
        .group_by(Comment.statement_id)
        .subquery()
    )
    saved = (
        select(Revision.statement_id, func.count().label("revisions"))
        .group_by(Revision.statement_id)
        .subquery()
    )
    differs = or_(
        Statement.comments_count != func.coalesce(said.c.comments, 0),
        Statement.waiting != func.coalesce(said.c.waiting, 0),
        Statement.revisions_count != func.coalesce(saved.c.revisions, 0),
    )
    joined = select(Statement.slug).outerjoin(said, said.c.statement_id == Statement.id)
    return joined.outerjoin(saved, saved.c.statement_id == Statement.id).where(differs).order_by(Statement.id)


def _comments():  # type: ignore[no-untyped-def]
    given = select(Answer.comment_id, func.max(Answer.n).label("last")).group_by(Answer.comment_id).subquery()
    latest = (Answer.comment_id == Comment.id) & (Answer.n == Comment.answers)
    differs = or_(
        Comment.answers != func.coalesce(given.c.last, 0),
        Comment.disposition != func.coalesce(Answer.disposition, ""),
    )
    joined = select(Comment.id).outerjoin(given, given.c.comment_id == Comment.id).outerjoin(Answer, latest)
    return joined.where(differs).order_by(Comment.id)
