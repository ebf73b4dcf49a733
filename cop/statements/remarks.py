"""What members said of a text, and what its editors made of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.ballots.models import one_of
from cop.kernel.db import FOREVER, Model
from cop.members.models import Member
from cop.statements.models import Statement
from cop.statements.rules import Disposition


class Comment(Model):
    """A remark on a clause (``clause_key``; None: on the whole) of a revision; an amendment if it has a ``proposal``.

    What a ballot left behind (``ballot_id``, ``seat``) has its words behind the commitment ``note``, where the
    ballot's record keeps them, so that they are erased in one place. Group, country and organisation are the
    author's as they were. ``answers`` counts the dispositions it had; ``disposition`` is the last, which counts.
    ``applied`` is the number of the revision that took an amendment's words over; ``replies`` counts what was replied.
    ``mandate_id`` is the mandate that its author held; unless the view is ``personal``, that authority speaks.
    """

    __tablename__ = "statement_comments"
    __table_args__ = (
        UniqueConstraint("statement_id", "number"),
        UniqueConstraint("ballot_id", "seat"),
        CheckConstraint(f"disposition = '' OR {one_of('disposition', Disposition)}", "disposition"),
        CheckConstraint("(disposition = '') = (answers = 0)", "answered"),
        CheckConstraint("proposal = '' OR clause_key IS NOT NULL", "amendment"),
        CheckConstraint("(clause_key IS NULL) = (clause_number = 0)", "clause"),
        CheckConstraint(
            "(ballot_id IS NULL) = (note = '') AND (ballot_id IS NULL) = (seat IS NULL)", "origin"
        ),
        CheckConstraint("(text = '') = (note <> '')", "words"),
        Index(None, "statement_id", "clause_key", "number"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id"))
    number: Mapped[int]
    revision_id: Mapped[int] = mapped_column(ForeignKey("statement_revisions.id"))
    clause_key: Mapped[int | None]
    clause_number: Mapped[int] = mapped_column(default=0)
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    group_key: Mapped[str] = mapped_column(ForeignKey("groups.key"))
    country: Mapped[str]
    organisation: Mapped[str]
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    proposal: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    ballot_id: Mapped[int | None] = mapped_column(ForeignKey("ballots.id"))
    seat: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")
    withdrawn_at: Mapped[datetime | None]
    answers: Mapped[int] = mapped_column(default=0)
    disposition: Mapped[str] = mapped_column(default="")
    applied: Mapped[int | None]
    replies: Mapped[int] = mapped_column(default=0, server_default="0")
    personal: Mapped[bool] = mapped_column(default=False, server_default=false())
    mandate_id: Mapped[int | None] = mapped_column(ForeignKey("mandates.id"))

    author: Mapped[Member] = relationship(foreign_keys=[author_id])
    statement: Mapped[Statement] = relationship()

    @property
    def ref(self) -> str:
        return f"comment:{self.id}"

    @property
    def space_id(self) -> int:
        return self.statement.space_id

    @property
    def is_waiting(self) -> bool:
        """Neither answered nor withdrawn."""
        return not self.disposition and self.withdrawn_at is None


class Answer(Model):
    """The editors' reasoned answer to a comment, never changed; a later one has the next ``n``."""

    __tablename__ = "comment_dispositions"
    __table_args__ = (
        CheckConstraint(one_of("disposition", Disposition), "disposition"),
        CheckConstraint("n >= 1 AND reason <> ''", "reason"),
    )
    comment_id: Mapped[int] = mapped_column(ForeignKey("statement_comments.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    disposition: Mapped[str]
    reason: Mapped[str]
    editor_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]
