"""What working groups keep beside their space: terms, and who asked whom to come in."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model
from cop.members.models import Member
from cop.spaces.models import Space

OPEN = text("answered_at IS NULL")


class Term(Model):
    """A term as it was set, renewed or closed early: history, never changed. ``note`` says why, for members to read."""

    __tablename__ = "space_terms"
    __table_args__ = (CheckConstraint("act IN ('set','renewed','closed')", "act"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), index=True)
    act: Mapped[str]
    begins: Mapped[date]
    ends: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]

    by: Mapped[Member] = relationship()


class Admission(Model):
    """A request to come in, which a facilitator answers, or an invitation, which the member answers (``kind``)."""

    __tablename__ = "space_admissions"
    __table_args__ = (
        CheckConstraint("kind IN ('request','invitation')", "kind"),
        CheckConstraint("(answered_at IS NULL) = (granted IS NULL)", "answered"),
        Index(
            "uq_space_admissions_open",
            "space_id",
            "member_id",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    kind: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    asked_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    granted: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))

    space: Mapped[Space] = relationship(lazy="joined", innerjoin=True)
    member: Mapped[Member] = relationship(foreign_keys=[member_id])
    asked_by: Mapped[Member] = relationship(foreign_keys=[asked_by_id])
