"""Finding statements and revisions; what a person may read of them is one condition."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from cop.ballots.models import Ballot
from cop.kernel import paging
from cop.kernel.db import db
from cop.kernel.refs import Resolved
from cop.members.models import Member
from cop.spaces.models import Space
from cop.spaces.visibility import may_enter
from cop.spaces.visibility import visible_to as space_visible_to
from cop.statements.models import Clause, Consultation, Editor, Passage, Revision, Statement
from cop.statements.rules import PUBLIC, STATES, State

SIZE = 30


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """What was published is everyone's; the rest is for members who may read its space."""
    published = Statement.state.in_(sorted(PUBLIC))
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
    """The statement if ``viewer`` may read how it came about: members who may read its space."""
    if not viewer.is_member:
        return None
    statement = by_address(viewer, address)
    return statement if statement and may_enter(viewer, statement.space_id) else None


def listed(viewer: Any, state: str = "", cursor: str = "", size: int = SIZE) -> paging.Page:
    """Statements ``viewer`` may read, the last moved first; ``state`` narrows if it is one."""
    query = _listed().where(visible_to(viewer))
    if state in set(State):
        query = query.where(Statement.state == state)
    return paging.read(query, (Statement.moved_at, Statement.id), cursor=cursor, size=size)


def _listed() -> Select[Any]:
    found: Any = (
        select(
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
            Statement.published_at,
            Space.title.label("space"),
            Ballot.n,
            Ballot.closes_at,
            Ballot.result,
        )
        .join(Space, Space.id == Statement.space_id)
        .outerjoin(Ballot, Ballot.id == Statement.ballot_id)
    )
    return found


def in_state(
    states: Collection[State], viewer: Any, most: int = 10, since: datetime | None = None
) -> Sequence[Any]:
    """Rows of ``listed`` in these states, the last moved first; ``since`` a move at that time or later."""
    found = _listed().where(Statement.state.in_(sorted(states)), visible_to(viewer))
    if since is not None:
        found = found.where(Statement.moved_at >= since)
    return db.session.execute(
        found.order_by(Statement.moved_at.desc(), Statement.id.desc()).limit(most)
    ).all()


def published(cursor: str = "") -> paging.Page:
    """What was published, the last changed first, as anyone may read it."""
    columns = (Statement.id, Statement.number, Statement.title, Statement.language, Statement.state)
    found = (
        select(*columns, Statement.published_at, Statement.moved_at, Ballot.outcome)
        .outerjoin(Ballot, Ballot.id == Statement.ballot_id)
        .where(Statement.state.in_(sorted(PUBLIC)))
    )
    return paging.read(found, (Statement.moved_at, Statement.id), cursor=cursor, size=SIZE)


def edited_by(viewer: Any) -> ColumnElement[bool]:
    """Condition on Statement: ``viewer`` edits it, and may read it."""
    own = Statement.id.in_(select(Editor.statement_id).where(Editor.member_id == viewer.id))
    return own & visible_to(viewer)


def current(statement: Statement) -> Revision:
    """The newest revision with its clauses."""
    newest = select(Revision).where(
        Revision.statement_id == statement.id, Revision.number == statement.revisions_count
    )
    return db.session.scalars(newest.options(selectinload(Revision.clauses))).one()


def revision(statement: Statement, number: int) -> Revision | None:
    one = select(Revision).where(Revision.statement_id == statement.id, Revision.number == number)
    return db.session.scalar(one.options(selectinload(Revision.clauses)))


def revisions(statement: Statement, cursor: str = "") -> paging.Page:
    """What was saved, newest first, without the texts."""
    saved: Any = select(
        Revision.number,
        Revision.title,
        Revision.summary,
        Revision.sha256,
        Revision.at,
        Member.name.label("author"),
    )
    saved = saved.join(Member, Member.id == Revision.author_id).where(Revision.statement_id == statement.id)
    return paging.read(saved, (Revision.number,), cursor=cursor, size=SIZE)


def wordings(statement: Statement, key: int) -> Sequence[Any]:
    """How a clause stood in each revision that had it, oldest first: number, summary, at, author, clause, source."""
    stood = (
        select(Revision.number, Revision.summary, Revision.at, Member.name.label("author"))
        .add_columns(Clause.number.label("clause"), Clause.source)
        .join(Clause, Clause.revision_id == Revision.id)
        .join(Member, Member.id == Revision.author_id)
        .where(Revision.statement_id == statement.id, Clause.key == key)
    )
    return db.session.execute(stood.order_by(Revision.number)).all()


def consultation(statement: Statement) -> Consultation | None:
    """The last round of comments, running or over."""
    last = (Consultation.statement_id == statement.id) & (Consultation.n == statement.consultations)
    return db.session.scalar(select(Consultation).where(last))


def passages(statement: Statement) -> list[Passage]:
    """The moves of its life, oldest first."""
    made = select(Passage).where(Passage.statement_id == statement.id)
    return list(db.session.scalars(made.order_by(Passage.id)))


def resolve(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    found = select(Statement.id, Statement.title, Statement.slug, Statement.number, Statement.state)
    for r in db.session.execute(found.where(Statement.id.in_(ids), visible_to(viewer))):
        address = url_for("statements.one", address=r.number or r.slug)
        yield Resolved(f"statement:{r.id}", "statement", r.title, address, STATES[State(r.state)])


def ids_in(space_id: int, most: int = 8) -> list[int]:
    """Statements of a space, the last changed first."""
    lies = select(Statement.id).where(Statement.space_id == space_id)
    return list(db.session.scalars(lies.order_by(Statement.moved_at.desc(), Statement.id.desc()).limit(most)))


def due(now: Any) -> list[Statement]:
    """Consultations whose time is over."""
    over = (Statement.state == State.CONSULTATION) & (Statement.consultation_closes_at <= now)
    return list(db.session.scalars(select(Statement).where(over).order_by(Statement.id)))


def count_published() -> int:
    return db.session.scalar(select(func.count(Statement.id)).where(Statement.state.in_(sorted(PUBLIC)))) or 0


def by_number(number: str) -> Statement | None:
    """A published statement by its number; anyone may know of it."""
    return db.session.scalar(select(Statement).where(Statement.number == number))
