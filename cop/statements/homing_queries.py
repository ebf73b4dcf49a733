"""What waits for a person, one query each, whatever the number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, or_, select

from cop.ballots.models import Ballot
from cop.ballots.objections import ObjectionState
from cop.ballots.seats import Position
from cop.kernel.db import db
from cop.statements.models import Statement
from cop.statements.queries import edited_by, visible_to
from cop.statements.remarks import Comment
from cop.statements.rules import State

MOST = 10
COLUMNS = (
    Statement.id,
    Statement.slug,
    Statement.number,
    Statement.title,
    Statement.state,
    Statement.waiting,
    Statement.consultation_closes_at,
)


def edited(viewer: Any) -> Sequence[Any]:
    """What ``viewer`` edits and was not adopted, or has comments without an answer; the last moved first."""
    answering = and_(Statement.waiting > 0, Statement.state != State.SHELVED)
    waiting = or_(Statement.state == State.NOT_ADOPTED, answering)
    found = select(*COLUMNS).where(edited_by(viewer), waiting)
    return db.session.execute(
        found.order_by(Statement.moved_at.desc(), Statement.id.desc()).limit(MOST)
    ).all()


def objections(viewer: Any) -> Sequence[Any]:
    """(title, slug, n, waiting) of adopted texts that ``viewer`` edits and whose objections have no answer."""
    unanswered = Position.objection == str(ObjectionState.OPEN)
    found = (
        select(Statement.id, Statement.title, Ballot.slug, Ballot.n, func.count().label("waiting"))
        .join(Ballot, Ballot.id == Statement.ballot_id)
        .join(Position, Position.ballot_id == Ballot.id)
        .where(edited_by(viewer), Statement.state == State.ADOPTED, unanswered)
        .group_by(Statement.id, Statement.title, Ballot.slug, Ballot.n)
    )
    return db.session.execute(found.order_by(Statement.id).limit(MOST)).all()


def consultations(viewer: Any, now: datetime) -> Sequence[Any]:
    """Texts open for comments that ``viewer`` may read, and neither edits nor has commented on; the next to close
    first."""
    running = and_(Statement.state == State.CONSULTATION, Statement.consultation_closes_at > now)
    said = Statement.id.in_(select(Comment.statement_id).where(Comment.author_id == viewer.id))
    found = select(*COLUMNS).where(running, visible_to(viewer), ~edited_by(viewer), ~said)
    return db.session.execute(
        found.order_by(Statement.consultation_closes_at, Statement.id).limit(MOST)
    ).all()
