"""Finding comments, with the answer that counts and the words of those that a ballot left behind."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from cop.ballots.kept import Opening
from cop.ballots.models import Ballot
from cop.kernel import paging
from cop.kernel.db import db
from cop.kernel.refs import Resolved
from cop.members.models import Group, Mandate, Member
from cop.spaces.models import Space
from cop.spaces.visibility import visible_to
from cop.statements.models import Clause, Revision, Statement
from cop.statements.remarks import Answer, Comment

SIZE = 25
WAITS = and_(Comment.disposition == "", Comment.withdrawn_at.is_(None))


NOW, NOW_CLAUSE = aliased(Revision), aliased(Clause)


def _listed() -> Select[Any]:
    """Comments as pages show them; ``words``: the fields behind a ballot's commitment, as JSON."""
    editor = aliased(Member)
    counts = and_(Answer.comment_id == Comment.id, Answer.n == Comment.answers)
    at = and_(Clause.revision_id == Comment.revision_id, Clause.key == Comment.clause_key)
    columns = [
        column for column in Comment.__table__.c if column.key not in ("text", "group_key", "organisation")
    ]
    return (
        select(
            *columns,
            Comment.organisation,
            Mandate.authority,
            Mandate.country.label("authority_country"),
            Revision.number.label("revision"),
            Member.name.label("author"),
            Group.name.label("group"),
            Ballot.n.label("ballot_n"),
            Opening.text.label("words"),
            Clause.source.label("clause_source"),
            NOW_CLAUSE.number.label("now_number"),
            NOW_CLAUSE.source.label("now_source"),
            Answer.reason,
            Answer.at.label("answered_at"),
            editor.name.label("editor"),
        )
        .join(Revision, Revision.id == Comment.revision_id)
        .join(Statement, Statement.id == Comment.statement_id)
        .join(NOW, and_(NOW.statement_id == Statement.id, NOW.number == Statement.revisions_count))
        .outerjoin(NOW_CLAUSE, and_(NOW_CLAUSE.revision_id == NOW.id, NOW_CLAUSE.key == Comment.clause_key))
        .join(Member, Member.id == Comment.author_id)
        .join(Group, Group.key == Comment.group_key)
        .outerjoin(Mandate, Mandate.id == Comment.mandate_id)
        .outerjoin(Ballot, Ballot.id == Comment.ballot_id)
        .outerjoin(Opening, Opening.hash == Comment.note)
        .outerjoin(Clause, at)
        .outerjoin(Answer, counts)
        .outerjoin(editor, editor.id == Answer.editor_id)
    )


def comments(
    statement: Statement, cursor: str = "", clause: int | None = None, waiting: bool = False
) -> paging.Page:
    """Comments by number: all, those on the clause of that key, those that wait for an answer."""
    found = _listed().where(Comment.statement_id == statement.id)
    if clause is not None:
        found = found.where(Comment.clause_key == clause)
    if waiting:
        found = found.where(WAITS)
    return paging.read(found, (Comment.number,), cursor=cursor, size=SIZE, descending=False)


def amendments(statement: Statement, clause: int, most: int = SIZE) -> Sequence[Any]:
    """The amendments of the clause of that key that stand, by number."""
    proposed = and_(Comment.proposal != "", Comment.withdrawn_at.is_(None), Comment.clause_key == clause)
    found = _listed().where(Comment.statement_id == statement.id, proposed)
    return db.session.execute(found.order_by(Comment.number).limit(most)).all()


def _reported(statement: Statement) -> Select[Any]:
    return _listed().add_columns(Comment.text).where(Comment.statement_id == statement.id)


def reported(statement: Statement, cursor: str = "") -> paging.Page:
    """Comments by number with the words as they were typed."""
    return paging.read(_reported(statement), (Comment.number,), cursor=cursor, size=SIZE, descending=False)


def every(statement: Statement) -> Sequence[Any]:
    """The same, all at once, for the report that is taken along."""
    return db.session.execute(_reported(statement).order_by(Comment.number)).all()


def shown(comment: Comment) -> Any:
    """One comment as its page shows it."""
    return db.session.execute(_listed().where(Comment.id == comment.id)).one()


def _visible(viewer: Any) -> Select[Any]:
    """Comments of statements whose space ``viewer`` may read; nobody else reads any."""
    joined = select(Comment).join(Statement, Statement.id == Comment.statement_id)
    joined = joined.join(Space, Space.id == Statement.space_id)
    return joined.where(visible_to(viewer)).options(joinedload(Comment.statement))


def comment(viewer: Any, address: str, number: int) -> Comment | None:
    """A comment of the statement at that address, to members who may read its space."""
    if not viewer.is_member:
        return None
    named = or_(Statement.slug == address, Statement.number == address)
    return db.session.scalar(_visible(viewer).where(named, Comment.number == number))


def unanswered(statement: Statement) -> list[int]:
    """Numbers of the comments that have neither disposition nor withdrawal."""
    waiting = select(Comment.number).where(Comment.statement_id == statement.id, WAITS)
    return list(db.session.scalars(waiting.order_by(Comment.number)))


def by_clause(statement: Statement) -> dict[int | None, int]:
    """How many comments stand on each clause, by its key (None: on the whole)."""
    stand = and_(Comment.statement_id == statement.id, Comment.withdrawn_at.is_(None))
    counted = select(Comment.clause_key, func.count()).where(stand).group_by(Comment.clause_key)
    return dict(db.session.execute(counted).all())


def answers(comment: Comment) -> Sequence[Any]:
    """Every answer a comment has had, the latest first."""
    had = select(Answer.n, Answer.disposition, Answer.reason, Answer.at, Member.name.label("editor"))
    had = had.join(Member, Member.id == Answer.editor_id).where(Answer.comment_id == comment.id)
    return db.session.execute(had.order_by(Answer.n.desc())).all()


def readable(ids: Collection[int], viewer: Any) -> Iterable[Comment]:
    """Those of the comments that ``viewer`` may read."""
    return db.session.scalars(_visible(viewer).where(Comment.id.in_(ids))) if viewer.is_member else ()


def resolve(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    for one in readable(ids, viewer):
        title = gettext("Comment %(number)s on %(title)s", number=one.number, title=one.statement.title)
        here = url_for("statements.remark", address=one.statement.address, number=one.number)
        yield Resolved(one.ref, "comment", title, here, within=one.statement.ref)
