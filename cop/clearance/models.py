"""What a member has written and not said yet: still being typed, or to be cleared by somebody at their authority."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model
from cop.members.models import Member

TYPED = text("typed")


class Clearance(StrEnum):
    WAITING = "waiting"
    CLEARED = "cleared"
    NOT_CLEARED = "not_cleared"


class Waiting(Model):
    """A text that waits, its author's and one named reviewer's to read.

    ``about`` is the ref of what it will be said to, ``place`` where in it ("parent" or "clause", None for the whole),
    ``proposal`` the other words of an amendment, ``view`` whose view it will be (``profiles.voices.spoken``).
    ``typed``: kept while it is typed, one a member and thing; ``at`` is the path of its form, ``fields`` what stands in
    it, by name.
    """

    __tablename__ = "clearance_drafts"
    __table_args__ = (
        CheckConstraint("state IN ('waiting','cleared','not_cleared')", "state"),
        CheckConstraint("(answered_at IS NULL) = (state = 'waiting')", "answered"),
        CheckConstraint("reviewer_id <> author_id", "another"),
        Index(
            "uq_clearance_drafts_typed",
            "author_id",
            "about",
            unique=True,
            sqlite_where=TYPED,
            postgresql_where=TYPED,
        ),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    about: Mapped[str]
    place: Mapped[int | None]
    source: Mapped[str]
    proposal: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    view: Mapped[int] = mapped_column(default=0)
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    state: Mapped[str] = mapped_column(default=Clearance.WAITING.value)
    note: Mapped[str] = mapped_column(default="")
    kept_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    typed: Mapped[bool] = mapped_column(default=False, server_default=false())
    at: Mapped[str] = mapped_column(default="", server_default="")
    fields: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")

    author: Mapped[Member] = relationship(foreign_keys=[author_id])
    reviewer: Mapped[Member | None] = relationship(foreign_keys=[reviewer_id])

    @property
    def ref(self) -> str:
        return f"draft:{self.id}"

    def told(self) -> dict[str, Any]:
        """What its feature needs to say it."""
        told = {name: getattr(self, name) for name in ("place", "source", "proposal", "language", "view")}
        return told | {"ai_help": "ai_help" in self.fields, "files": self.fields.get("attached", [])}
