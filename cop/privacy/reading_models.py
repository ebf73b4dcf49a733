"""Who looked at what few may read of a person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import FOREVER, Model


class Reading(Model):
    """``page`` is the endpoint that was opened; what it shows is declared in its feature's manifest."""

    __tablename__ = "readings"
    __table_args__ = (Index(None, "member_id", "id"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    page: Mapped[str]
