"""Letters that wait for others with the same reader, to go out as one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import Model

KEPT_BACK = "kept back"


class GatheredLetter(Model):
    """One letter of ``kind`` about ``subject`` (a ref).

    ``taken`` is empty while it waits, then the key of the letter that it is a part of; or KEPT_BACK where too many went
    out that day, until the next digest takes it.
    """

    __tablename__ = "gathered_letters"
    __table_args__ = (
        CheckConstraint("urgent BETWEEN 0 AND 2", "urgent"),
        Index(None, "member_id", "subject", "taken"),
    )
    entry: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    subject: Mapped[str]
    about: Mapped[dict[str, Any]]
    urgent: Mapped[int]
    at: Mapped[datetime]
    taken: Mapped[str] = mapped_column(default="")
