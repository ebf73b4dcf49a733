"""What reports lead to by themselves: proposals to hold a pilot, trends; and each country's clocks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.incidents.models import Incident
from cop.incidents.rules import Urgency
from cop.kernel.db import FOREVER, Model, among


class Hold(Model):
    """A grave report proposes that a country stops a pilot. Its regulator suspends, or says why it goes on."""

    __tablename__ = "incident_holds"
    __table_args__ = (
        UniqueConstraint("incident_id", "pilot", "country"),
        Index(None, "country", "answered_at"),
        CheckConstraint("(answered_at IS NULL) = (by_id IS NULL)", "answered"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incidents.id"))
    pilot: Mapped[str] = mapped_column(index=True)
    country: Mapped[str]
    at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    reason: Mapped[str] = mapped_column(default="")
    incident: Mapped[Incident] = relationship()


class Trend(Model):
    """Several reports of one product that failed in one way. ``why``: "number" or "countries"."""

    __tablename__ = "incident_trends"
    __table_args__ = (
        among("why", ("number", "countries")),
        Index(None, "product_key", "failure"),
        CheckConstraint("(settled_at IS NULL) = (by_id IS NULL)", "settled"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    product: Mapped[str]
    product_key: Mapped[str]
    failure: Mapped[str]
    why: Mapped[str]
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None] = mapped_column(index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    words: Mapped[str] = mapped_column(default="")

    @property
    def ref(self) -> str:
        return f"trend:{self.id}"


class Clock(Model):
    """How many hours a country gives for reports of one urgency, where it is not what everyone has."""

    __tablename__ = "incident_clocks"
    __table_args__ = (
        UniqueConstraint("country", "urgency"),
        among("urgency", Urgency),
        CheckConstraint("hours BETWEEN 1 AND 8760", "hours"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    country: Mapped[str]
    urgency: Mapped[str]
    hours: Mapped[int]
