"""Where members meet. Every thread, meeting and statement lies in one space."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import FOREVER, Model
from cop.kernel.ledger import MEMBERS, PUBLIC


class Space(Model):
    """``visibility``: public (anyone reads), members (members read), restricted (its own people read).

    A working group has a way of ``joining`` (``group_rules.Joining``) and perhaps a term, whose last day is
    ``term_ends``; ``reminded`` is the last day of the term that its people were reminded of. ``version`` guards edits.
    """

    __tablename__ = "spaces"
    __table_args__ = (
        CheckConstraint("visibility IN ('public','members','restricted')", "visibility"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    mandate: Mapped[str] = mapped_column(default="")
    visibility: Mapped[str]
    order: Mapped[int] = mapped_column(default=100)
    created_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    joining: Mapped[str | None]
    term_ends: Mapped[date | None]
    reminded: Mapped[date | None]

    @property
    def ref(self) -> str:
        return f"space:{self.id}"

    @property
    def audience(self) -> str:
        """Who may read ledger entries about what lies in it, at most."""
        return PUBLIC if self.visibility == "public" else MEMBERS


class SpaceMember(Model):
    """A member's place in a space; facilitators keep it in order."""

    __tablename__ = "space_members"
    __table_args__ = (UniqueConstraint("space_id", "member_id"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    facilitator: Mapped[bool] = mapped_column(default=False)
    since: Mapped[datetime]
