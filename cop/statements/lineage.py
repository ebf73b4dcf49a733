"""Which published statement replaced which: from every one of them a reader finds the text that holds now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from cop.kernel.db import db
from cop.statements.models import Statement

COLUMNS = (Statement.id, Statement.number, Statement.title, Statement.state, Statement.language)


def replaces(statement: Statement) -> Sequence[Any]:
    """The statements that this one replaced, in the order of their numbers."""
    found = select(*COLUMNS).where(Statement.successor_id == statement.id)
    return db.session.execute(found.order_by(Statement.published_at, Statement.id)).all()


def newest(statement: Statement) -> Any:
    """The last of its successors: published, or withdrawn without another. None where nothing replaced it.

    A successor is published when it is named, so that the way never comes back.
    """
    if statement.successor_id is None:
        return None
    step = (
        select(Statement.id, Statement.successor_id)
        .where(Statement.id == statement.successor_id)
        .cte("steps", recursive=True)
    )
    after = select(Statement.id, Statement.successor_id).join(step, Statement.id == step.c.successor_id)
    step = step.union(after)
    last = select(*COLUMNS).join(step, step.c.id == Statement.id).where(Statement.successor_id.is_(None))
    return db.session.execute(last).one()
