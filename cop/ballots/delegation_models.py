"""Who spoke for each country in each group, and from when to when."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model
from cop.members.models import Member


class DelegationTerm(Model):
    """A delegation from its naming until ``ended_at`` (None while it speaks); ``until`` is the last day it was named for.

    ``end`` says how it ended: replaced, ended by the secretariat, expired, or passed on as one of the two left.
    """

    __tablename__ = "delegation_terms"
    __table_args__ = (
        CheckConstraint("\"end\" IN ('','replaced','ended','expired','left')", "end"),
        CheckConstraint("(ended_at IS NULL) = (\"end\" = '')", "ended"),
        CheckConstraint("head_id <> alternate_id", "two_people"),
        Index(None, "group_key", "country", "id"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    group_key: Mapped[str] = mapped_column(ForeignKey("groups.key"))
    country: Mapped[str]
    head_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    alternate_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    named_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    begins: Mapped[datetime]
    until: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    end: Mapped[str] = mapped_column(default="")

    head: Mapped[Member] = relationship(foreign_keys=[head_id])
    alternate: Mapped[Member | None] = relationship(foreign_keys=[alternate_id])
    named_by: Mapped[Member | None] = relationship(foreign_keys=[named_by_id])
