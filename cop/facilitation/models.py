"""When facilitators were last written to, and who of them would rather not be."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import Model


class Week(Model):
    """The notes of the week that began on this Monday are on their way."""

    __tablename__ = "facilitation_weeks"
    monday: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class Quiet(Model):
    """A facilitator who wants no weekly note."""

    __tablename__ = "facilitation_quiet"
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
