"""How long things are kept here, where an administrator has decided otherwise than the default."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import Model


class Term(Model):
    """``key`` is that of a declared ``Retention``."""

    __tablename__ = "retention_terms"
    __table_args__ = (CheckConstraint("days >= 1", "days"),)
    key: Mapped[str] = mapped_column(primary_key=True)
    days: Mapped[int]
    set_at: Mapped[datetime]
