"""What readers flagged, what came of it, and what its author says to that."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model
from cop.moderation.rules import Reason, Ruling, State
from cop.spaces.models import Space

UNDECIDED = text("state IN ('open','taken')")


def _one_of(column: str, kinds: type[Reason] | type[Ruling] | type[State]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN (" + ",".join(f"'{one.value}'" for one in kinds) + ")", column)


class Case(Model):
    """One thing (``subject``, a ref) that was flagged, or that a moderator removed; until decided there is but one.

    ``reason`` is what its author is told; of what was removed everyone reads it. ``author_id`` wrote the subject, and
    is not shown where the subject's rule of speech names nobody. ``read_at``: the author has read the ruling.
    """

    __tablename__ = "moderation_cases"
    __table_args__ = (
        _one_of("state", State),
        _one_of("ruling", Ruling),
        CheckConstraint("(state IN ('open','taken')) = (ruling IS NULL)", "decided"),
        CheckConstraint("(state = 'settled') = (granted IS NOT NULL)", "settled"),
        Index(
            "uq_moderation_cases_undecided",
            "subject",
            unique=True,
            sqlite_where=UNDECIDED,
            postgresql_where=UNDECIDED,
        ),
        Index(None, "subject"),
        Index(None, "state", "id"),
        Index(None, "author_id", "decided_at"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str]
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    state: Mapped[str] = mapped_column(default=State.open.value)
    opened_at: Mapped[datetime]
    folded_at: Mapped[datetime | None]
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    ruling: Mapped[str | None]
    reason: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    read_at: Mapped[datetime | None]
    appeal: Mapped[str] = mapped_column(default="")
    appealed_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")
    granted: Mapped[bool | None]
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    version: Mapped[int] = mapped_column(default=1)

    space: Mapped[Space] = relationship()


class Flag(Model):
    """A reader's flag, with the group and country the reader had then."""

    __tablename__ = "moderation_flags"
    __table_args__ = (_one_of("reason", Reason), UniqueConstraint("case_id", "member_id"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_cases.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    group_key: Mapped[str] = mapped_column(ForeignKey("groups.key"))
    country: Mapped[str]
    reason: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
