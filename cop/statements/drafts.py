"""What an editor has typed and not yet saved as a revision: kept on the server, and nobody else's to read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint, cast, literal, select
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import FOREVER, Model, db
from cop.statements.models import Statement
from cop.statements.queries import visible_to

NEW = "new"


class Draft(Model):
    """One a member and text. ``about`` is the statement's ref, or "new" for a text that is none yet.

    ``base`` is the statement's version that the typing began from (0 for a new one). ``version`` counts the savings,
    so that a second device that types at the same text is noticed.
    """

    __tablename__ = "statement_drafts"
    __table_args__ = (
        UniqueConstraint("member_id", "about"),
        CheckConstraint("version >= 1 AND base >= 0", "versions"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    about: Mapped[str]
    space: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    source: Mapped[str]
    language: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    base: Mapped[int] = mapped_column(default=0)
    version: Mapped[int]
    saved_at: Mapped[datetime]


def about(statement: Statement | None) -> str:
    return statement.ref if statement else NEW


def own(member: Any, statement: Statement | None) -> Draft | None:
    """What ``member`` typed at the statement (None: at a new one) and has not saved."""
    mine = (Draft.member_id == member.id) & (Draft.about == about(statement))
    return db.session.scalar(select(Draft).where(mine))


def waiting(member: Any, most: int = 5) -> Sequence[Any]:
    """(saved_at, title, typed) of the member's drafts, the last first; ``title`` is the statement's, None for a new
    one. A text that the member may not read any more is left out.
    """
    named = literal("statement:") + cast(Statement.id, Text) == Draft.about
    found = (
        select(Draft.saved_at, Draft.title.label("typed"), Statement.title, Statement.slug, Statement.number)
        .outerjoin(Statement, named & visible_to(member))
        .where(Draft.member_id == member.id, (Draft.about == NEW) | Statement.id.is_not(None))
    )
    return db.session.execute(found.order_by(Draft.saved_at.desc(), Draft.id.desc()).limit(most)).all()
