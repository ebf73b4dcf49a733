"""Saying a comment that waited for clearance."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.kernel.db import db
from cop.kernel.errors import Missing
from cop.statements import actions, queries, shown
from cop.statements.models import Statement


def say(id: int, told: dict[str, Any], actor: Any, now: datetime) -> str:
    """The address of the comment. Raises what ``actions.comment`` raises, and Missing where the author may not read."""
    statement = db.session.get(Statement, id)
    if statement is None or queries.by_address(actor, statement.slug) is None:
        raise Missing()
    said = (told["place"], told["source"], told["proposal"], told["language"], told["view"])
    made = actions.comment(statement, *said, actor=actor, now=now)
    return shown.address(statement, "remark", number=made.number)
