"""Finding statements, revisions and comments; what a person may read of them is one condition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from cop.kernel import paging
from cop.kernel.db import db
from cop.kernel.refs import Resolved
from cop.spaces.models import Space
from cop.spaces.visibility import may_enter
from cop.spaces.visibility import visible_to as space_visible_to
from cop.statements.models import Comment, Editor, Revision, Statement
from cop.statements.rules import PUBLIC, STATES, State


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """What was published is everyone's; the rest is for members of its space."""
    published = Statement.state.in_([str(state) for state in PUBLIC])
    if not viewer.is_member:
        return published
    entered = select(Space.id).where(Space.id == Statement.space_id, space_visible_to(viewer))
    return or_(published, exists(entered.correlate(Statement)))  # a list may have joined the space itself


def by_address(viewer: Any, address: str) -> Statement | None:
    """The statement by number or slug."""
    named = or_(Statement.number == address, Statement.slug == address)
    found = select(Statement).where(named, visible_to(viewer))
    return db.session.scalar(found.options(joinedload(Statement.space), selectinload(Statement.editors)))


def in_work(viewer: Any, address: str) -> Statement | None:
    """The statement if ``viewer`` may read how it came about: members of its space only."""
    statement = by_address(viewer, address)
    return statement if statement and may_enter(viewer, statement.space_id) else None


def listed(viewer: Any, state: str = "", cursor: str = "") -> paging.Page:
    """Statements ``viewer`` may read, the last moved first; ``state`` narrows if it is one."""
    query = select(
        Statement.id,
        Statement.moved_at,
        Statement.slug,
        Statement.number,
        Statement.title,
        Statement.language,
        Statement.state,
        Statement.waiting,
        Statement.comments_count,
        Statement.consultation_closes_at,
        Space.title.label("space"),
    ).join(Space, Space.id == Statement.space_id)
    query = query.where(visible_to(viewer))
    if state in set(State):
        query = query.where(Statement.state == state)
    return paging.read(query, (Statement.moved_at, Statement.id), cursor=cursor)


def current(statement: Statement) -> Revision:
    """The newest revision with its clauses."""
    newest = (
        select(Revision)
        .where(Revision.statement_id == statement.id)
        .order_by(Revision.number.desc())
        .limit(1)
    )
    return db.session.scalars(newest.options(selectinload(Revision.clauses))).one()


def revision(statement: Statement, number: int) -> Revision | None:
    one = select(Revision).where(Revision.statement_id == statement.id, Revision.number == number)
    return db.session.scalar(one.options(selectinload(Revision.clauses)))


def revisions(statement: Statement) -> list[Revision]:
    """All of them, newest first, with authors."""
    every = select(Revision).where(Revision.statement_id == statement.id).order_by(Revision.number.desc())
    return list(db.session.scalars(every.options(joinedload(Revision.author))))


def comments(statement: Statement) -> list[Comment]:
    """All comments in the order of their numbers."""
    every = select(Comment).where(Comment.statement_id == statement.id).order_by(Comment.number)
    return list(db.session.scalars(every.options(joinedload(Comment.author))))


def comment(viewer: Any, address: str, number: int) -> Comment | None:
    statement = in_work(viewer, address)
    if statement is None:
        return None
    return db.session.scalar(
        select(Comment).where(Comment.statement_id == statement.id, Comment.number == number)
    )


def unanswered(statement: Statement) -> list[int]:
    """Numbers of the comments that have neither disposition nor withdrawal."""
    waiting = (Comment.disposition == "") & Comment.withdrawn_at.is_(None)
    numbers = select(Comment.number).where(Comment.statement_id == statement.id, waiting)
    return list(db.session.scalars(numbers.order_by(Comment.number)))


def resolve(ids: list[int], viewer: Any) -> list[Resolved]:
    found = select(Statement.id, Statement.title, Statement.slug, Statement.number, Statement.state)
    rows = db.session.execute(found.where(Statement.id.in_(ids), visible_to(viewer)))
    return [
        Resolved(
            f"statement:{r.id}",
            "statement",
            r.title,
            f"/statements/{r.number or r.slug}",
            STATES[State(r.state)],
        )
        for r in rows
    ]


@dataclass(frozen=True)
class OfMember:
    """A statement and a member's id, both named by one address."""

    statement: Statement
    member_id: int

    @property
    def editors(self) -> list[Editor]:
        return self.statement.editors


def with_member(viewer: Any, address: str, member_id: int) -> OfMember | None:
    statement = in_work(viewer, address)
    return OfMember(statement, member_id) if statement else None


def edited_by(member: Any) -> list[Statement]:
    """Statements ``member`` edits, the last moved first."""
    own = select(Editor.statement_id).where(Editor.member_id == member.id)
    return list(
        db.session.scalars(select(Statement).where(Statement.id.in_(own)).order_by(Statement.moved_at.desc()))
    )


def in_state(state: State, viewer: Any, most: int = 20) -> list[Statement]:
    """Statements of that state ``viewer`` may read, the last moved first."""
    found = select(Statement).where(Statement.state == str(state), visible_to(viewer))
    return list(
        db.session.scalars(found.order_by(Statement.moved_at.desc(), Statement.id.desc()).limit(most))
    )


def due(now: Any) -> list[Statement]:
    """Consultations whose time is over."""
    over = (Statement.state == str(State.CONSULTATION)) & (Statement.consultation_closes_at <= now)
    return list(db.session.scalars(select(Statement).where(over).order_by(Statement.id)))


def drift() -> list[str]:
    """Statements whose kept counts differ from what is counted, as sentences."""
    counted = (
        select(
            Statement.slug,
            Statement.comments_count,
            Statement.waiting,
            func.count(Comment.id).label("comments"),
            func.count(Comment.id)
            .filter(Comment.disposition == "", Comment.withdrawn_at.is_(None))
            .label("open"),
        )
        .outerjoin(Comment, Comment.statement_id == Statement.id)
        .group_by(Statement.id)
    )
    return [
        f"Statement {r.slug} keeps {r.comments_count} comments, {r.waiting} waiting; counted: {r.comments} and {r.open}."
        for r in db.session.execute(counted)
        if (r.comments_count, r.waiting) != (r.comments, r.open)
    ]


def count_published() -> int:
    return (
        db.session.scalar(select(func.count(Statement.id)).where(Statement.state == str(State.PUBLISHED)))
        or 0
    )
