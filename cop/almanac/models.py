"""Holidays that no library knows of."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import FOREVER, Model


class EnteredHoliday(Model):
    """A public holiday of a country, as the secretariat entered it."""

    __tablename__ = "entered_holidays"
    __table_args__ = (
        UniqueConstraint("country", "day"),
        CheckConstraint("length(country) = 2", "country"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    country: Mapped[str]
    day: Mapped[date]
    name: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]

    @property
    def ref(self) -> str:
        return f"holiday:{self.id}"
