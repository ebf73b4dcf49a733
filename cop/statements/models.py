"""A statement for life, its immutable revisions in clauses that keep their identity, and what was said of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, db
from cop.members.models import Member
from cop.spaces.models import Space
from cop.statements.rules import PUBLIC, Disposition, State


def one_of(column: str, words: type[State] | type[Disposition]) -> str:
    return f"{column} IN ({','.join(repr(str(word)) for word in words)})"


class Statement(db.Model):
    """The document. ``slug`` from birth, ``number`` once published; ``version`` guards every edit by form.

    ``waiting`` counts comments with neither disposition nor withdrawal. ``unadopt_`` is an officer's proposal to
    withdraw an adoption, which another must confirm. ``reason`` belongs to the last move that needed one.
    """

    __tablename__ = "statements"
    __table_args__ = (
        CheckConstraint(one_of("state", State), "state"),
        CheckConstraint("(number IS NOT NULL) = (state IN ('published','superseded','withdrawn'))", "number"),
        CheckConstraint("waiting >= 0", "waiting"),
        CheckConstraint("slug NOT LIKE 'js-%'", "slug"),
        Index(None, "state", "moved_at"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str | None] = mapped_column(unique=True)
    title: Mapped[str]
    language: Mapped[str] = mapped_column(default="en")
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), index=True)
    state: Mapped[str] = mapped_column(default=State.DRAFTING.value)
    created_at: Mapped[datetime]
    moved_at: Mapped[datetime]
    consultation_opened_at: Mapped[datetime | None]
    consultation_closes_at: Mapped[datetime | None]
    scope_note: Mapped[str] = mapped_column(default="")
    published_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("statements.id"))
    unadopt_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    unadopt_reason: Mapped[str] = mapped_column(default="")
    revisions_count: Mapped[int] = mapped_column(default=0)
    comments_count: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int] = mapped_column(default=0)
    last_clause_key: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    space: Mapped[Space] = relationship()
    successor: Mapped[Statement | None] = relationship(remote_side=[id])
    editors: Mapped[list[Editor]] = relationship(order_by="Editor.id")

    @property
    def ref(self) -> str:
        return f"statement:{self.id}"

    @property
    def stands(self) -> State:
        return State(self.state)

    @property
    def is_public(self) -> bool:
        return self.stands in PUBLIC

    @property
    def address(self) -> str:
        """What names it in addresses: the number once it has one."""
        return self.number or self.slug


class Editor(db.Model):
    """Who writes the text; the lead answers for it."""

    __tablename__ = "statement_editors"
    __table_args__ = (UniqueConstraint("statement_id", "member_id"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    lead: Mapped[bool] = mapped_column(default=False)
    member: Mapped[Member] = relationship()


class Revision(db.Model):
    """One immutable saved text. ``sha256`` is of the UTF-8 bytes of ``source`` (NFC, LF)."""

    __tablename__ = "statement_revisions"
    __table_args__ = (UniqueConstraint("statement_id", "number"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id"))
    number: Mapped[int]
    title: Mapped[str]
    source: Mapped[str]
    renderer: Mapped[int]
    sha256: Mapped[str]
    summary: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]
    author: Mapped[Member] = relationship()
    clauses: Mapped[list[Clause]] = relationship(order_by="Clause.place")


class Clause(db.Model):
    """A block of a revision. ``key`` is its identity across revisions; ``number`` 0 is a heading, no clause."""

    __tablename__ = "statement_clauses"
    __table_args__ = (
        UniqueConstraint("revision_id", "place"),
        UniqueConstraint("revision_id", "key"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("statement_revisions.id"))
    place: Mapped[int]
    number: Mapped[int]
    key: Mapped[int]
    source: Mapped[str]
    html: Mapped[str]

    @property
    def is_heading(self) -> bool:
        return self.number == 0


class Comment(db.Model):
    """A remark on a clause (``clause_key``; None: on the whole) of a revision; an amendment if it has a ``proposal``.

    ``from_ballot`` names a ballot that did not adopt: its reservations and objections are comments to be answered.
    Group, country and organisation are the author's as they were.
    """

    __tablename__ = "statement_comments"
    __table_args__ = (
        UniqueConstraint("statement_id", "number"),
        CheckConstraint(f"disposition = '' OR {one_of('disposition', Disposition)}", "disposition"),
        CheckConstraint("(disposition = '') = (disposed_at IS NULL)", "disposed"),
        CheckConstraint("disposition = '' OR withdrawn_at IS NULL", "ended_once"),
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
    text: Mapped[str]
    html: Mapped[str]
    proposal: Mapped[str] = mapped_column(default="")
    from_ballot: Mapped[str] = mapped_column(default="")
    withdrawn_at: Mapped[datetime | None]
    disposition: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    disposed_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    disposed_at: Mapped[datetime | None]

    author: Mapped[Member] = relationship(foreign_keys=[author_id])
    statement: Mapped[Statement] = relationship()

    @property
    def is_waiting(self) -> bool:
        """Neither answered nor withdrawn."""
        return not self.disposition and self.withdrawn_at is None
