"""What is measured while a pilot runs: readings of its success criteria, and the bounds that they are held against."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model, among
from cop.pilots.measure_rules import Way
from cop.pilots.models import Metric, PilotCountry


class Bound(Model):
    """A criterion's promise and stop rule as whole percents; ``way``: whether at least or at most that is good."""

    __tablename__ = "pilot_bounds"
    __table_args__ = (
        among("way", Way),
        CheckConstraint("promise IS NULL OR promise BETWEEN 0 AND 100", "promise"),
        CheckConstraint("stop IS NULL OR stop BETWEEN 0 AND 100", "stop"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    metric_id: Mapped[int] = mapped_column(ForeignKey("pilot_metrics.id"), unique=True)
    way: Mapped[str]
    promise: Mapped[int | None]
    stop: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    metric: Mapped[Metric] = relationship(lazy="joined", innerjoin=True)


class Reading(Model):
    """``found`` of ``out_of`` on a day, in one country, perhaps of a subgroup.

    ``turn`` counts the corrections; the one that stands has no ``replaced_at``. ``month``: "2026-11".
    """

    __tablename__ = "pilot_readings"
    __table_args__ = (
        UniqueConstraint("track_id", "metric_id", "day", "subgroup", "turn"),
        CheckConstraint("out_of > 0 AND found BETWEEN 0 AND out_of", "share"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    track_id: Mapped[int] = mapped_column(ForeignKey("pilot_countries.id"))
    metric_id: Mapped[int] = mapped_column(ForeignKey("pilot_metrics.id"), index=True)
    day: Mapped[date]
    month: Mapped[str]
    subgroup: Mapped[str]
    found: Mapped[int]
    out_of: Mapped[int]
    turn: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    entered_at: Mapped[datetime]
    replaced_at: Mapped[datetime | None]
    metric: Mapped[Metric] = relationship(lazy="joined", innerjoin=True)
    track: Mapped[PilotCountry] = relationship()
