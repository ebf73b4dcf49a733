"""A statement for life, its immutable revisions in clauses that keep their identity, and the moves it made."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.ballots.models import one_of
from cop.kernel.db import FOREVER, Model
from cop.kernel.ledger import MEMBERS, PUBLIC
from cop.members.models import Member
from cop.spaces.models import Space
from cop.statements import rules
from cop.statements.rules import Move, State

LEADS = text("lead")
PUBLISHED = one_of("state", sorted(rules.PUBLIC))
BALLOTED = one_of("state", sorted(rules.DECIDED | {State.BALLOTING, State.NOT_ADOPTED}))


class Statement(Model):
    """The document. ``slug`` from birth, ``number`` once published; ``version`` guards every edit by form.

    ``waiting`` counts comments with neither disposition nor withdrawal. ``consultations`` counts rounds of comments;
    the two times are the last round's. ``ballot_id`` is the last ballot, which decided what is published.
    ``unadopt_`` is an officer's proposal to withdraw an adoption, which another must confirm.
    """

    __tablename__ = "statements"
    __table_args__ = (
        CheckConstraint(one_of("state", State), "state"),
        CheckConstraint(f"(number IS NOT NULL) = ({PUBLISHED})", "number"),
        CheckConstraint(f"(published_at IS NOT NULL) = ({PUBLISHED})", "published"),
        CheckConstraint("(successor_id IS NOT NULL) = (state = 'superseded')", "successor"),
        CheckConstraint("successor_id <> id", "another_successor"),
        CheckConstraint("(unadopt_by IS NULL) = (unadopt_reason = '')", "unadopt"),
        CheckConstraint("unadopt_by IS NULL OR state = 'adopted'", "unadopt_adopted"),
        CheckConstraint(f"ballot_id IS NOT NULL OR NOT ({BALLOTED})", "ballot"),
        CheckConstraint(
            "state <> 'consultation' OR consultation_closes_at > consultation_opened_at", "consultation"
        ),
        CheckConstraint("waiting >= 0 AND waiting <= comments_count", "waiting"),
        CheckConstraint("slug NOT LIKE 'js-%'", "slug"),
        Index(None, "state", "moved_at", "id"),
        Index(None, "moved_at", "id"),
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
    published_at: Mapped[datetime | None]
    ballot_id: Mapped[int | None] = mapped_column(ForeignKey("ballots.id"), index=True)
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("statements.id"))
    unadopt_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    unadopt_reason: Mapped[str] = mapped_column(default="")
    revisions_count: Mapped[int] = mapped_column(default=0)
    comments_count: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int] = mapped_column(default=0)
    consultations: Mapped[int] = mapped_column(default=0)
    last_clause_key: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    space: Mapped[Space] = relationship()
    successor: Mapped[Statement | None] = relationship(remote_side=[id])
    editors: Mapped[list[Editor]] = relationship(order_by="Editor.lead.desc(), Editor.id")

    @property
    def ref(self) -> str:
        return f"statement:{self.id}"

    @property
    def stands(self) -> State:
        return State(self.state)

    @property
    def is_public(self) -> bool:
        return self.stands in rules.PUBLIC

    @property
    def address(self) -> str:
        """What names it in addresses: the number once it has one."""
        return self.number or self.slug

    @property
    def audience(self) -> str:
        """Who may read ledger entries about it, at most."""
        return PUBLIC if self.is_public else MEMBERS


class Editor(Model):
    """Who writes the text; the lead answers for it."""

    __tablename__ = "statement_editors"
    __table_args__ = (
        UniqueConstraint("statement_id", "member_id"),
        Index(
            "uq_statement_editors_lead",
            "statement_id",
            unique=True,
            sqlite_where=LEADS,
            postgresql_where=LEADS,
        ),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    lead: Mapped[bool] = mapped_column(default=False)
    member: Mapped[Member] = relationship()


class Revision(Model):
    """One immutable saved text. ``sha256`` is of the UTF-8 bytes of ``source`` (NFC, LF)."""

    __tablename__ = "statement_revisions"
    __table_args__ = (
        UniqueConstraint("statement_id", "number"),
        CheckConstraint("number >= 1 AND length(sha256) = 64", "number"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id"))
    number: Mapped[int]
    title: Mapped[str]
    source: Mapped[str]
    html: Mapped[str] = mapped_column(deferred=True)
    renderer: Mapped[int]
    sha256: Mapped[str]
    language: Mapped[str]
    summary: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]
    author: Mapped[Member] = relationship()
    clauses: Mapped[list[Clause]] = relationship(order_by="Clause.place")


class Clause(Model):
    """A block of a revision. ``key`` is its identity across revisions; ``number`` 0 is a heading, no clause."""

    __tablename__ = "statement_clauses"
    __table_args__ = (
        UniqueConstraint("revision_id", "place"),
        UniqueConstraint("revision_id", "key"),
        CheckConstraint("number >= 0 AND key >= 1", "numbers"),
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


class Consultation(Model):
    """A round of comments on one revision; ``n`` counts from 1. ``reason`` is why it ended before its time."""

    __tablename__ = "statement_consultations"
    __table_args__ = (
        UniqueConstraint("statement_id", "n"),
        CheckConstraint("closes_at > opened_at", "times"),
        CheckConstraint("reason = '' OR ended_at < closes_at", "early"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id"))
    n: Mapped[int]
    revision_id: Mapped[int] = mapped_column(ForeignKey("statement_revisions.id"))
    scope: Mapped[str]
    scope_html: Mapped[str]
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")


class Passage(Model):
    """One move of a statement's life, never changed: when, by whom (None: the clock or a ballot), and why.

    ``proposed_by`` is the first of the two officers where a move takes two.
    """

    __tablename__ = "statement_passages"
    __table_args__ = (
        CheckConstraint(one_of("move", Move), "move"),
        CheckConstraint(one_of("state", State), "state"),
        CheckConstraint("proposed_by <> member_id", "two_officers"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id"), index=True)
    move: Mapped[str]
    state: Mapped[str]
    at: Mapped[datetime]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    reason: Mapped[str] = mapped_column(default="")
