"""What members reply to a comment and to each other, under it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model
from cop.statements.models import Statement
from cop.statements.remarks import Comment


class Reply(Model):
    """The ``seq``-th reply under a comment, to the comment itself or to an earlier reply (``parent_seq``).

    Group, country and organisation are the author's as they were. What its author withdrew leaves a stub.
    """

    __tablename__ = "comment_replies"
    __table_args__ = (
        UniqueConstraint("comment_id", "seq"),
        ForeignKeyConstraint(
            ["comment_id", "parent_seq"], ["comment_replies.comment_id", "comment_replies.seq"]
        ),
        CheckConstraint("seq >= 1 AND parent_seq < seq", "seq"),
        CheckConstraint("text <> ''", "text"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("statement_comments.id"))
    seq: Mapped[int]
    parent_seq: Mapped[int | None]
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    group_key: Mapped[str] = mapped_column(ForeignKey("groups.key"))
    country: Mapped[str]
    organisation: Mapped[str]
    at: Mapped[datetime]
    text: Mapped[str]
    html: Mapped[str]
    language: Mapped[str]
    withdrawn_at: Mapped[datetime | None]
    personal: Mapped[bool] = mapped_column(default=False, server_default=false())
    mandate_id: Mapped[int | None] = mapped_column(ForeignKey("mandates.id"))

    comment: Mapped[Comment] = relationship()

    @property
    def ref(self) -> str:
        return f"reply:{self.id}"

    @property
    def statement(self) -> Statement:
        return self.comment.statement

    @property
    def space_id(self) -> int:
        return self.comment.space_id
