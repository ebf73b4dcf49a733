"""What is watched while a pilot runs: what has become late, and what one country's stop asks of the others."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model, among
from cop.pilots.flags import Flag
from cop.pilots.models import PilotCountry


class FlagRaised(Model):
    """That something late was told to those it concerns, once; ``since``: the first day on which it was late."""

    __tablename__ = "pilot_flags"
    __table_args__ = (UniqueConstraint("track_id", "flag", "since"), among("flag", Flag), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    track_id: Mapped[int] = mapped_column(ForeignKey("pilot_countries.id"))
    flag: Mapped[str]
    since: Mapped[date]
    at: Mapped[datetime]


class Review(Model):
    """What an active country is asked when another suspends: why the pilot goes on there, or that it does not."""

    __tablename__ = "pilot_reviews"
    __table_args__ = (
        CheckConstraint("(answered_at IS NULL) = (by_id IS NULL)", "answered"),
        CheckConstraint("answered_at IS NULL OR answer <> ''", "answer"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    track_id: Mapped[int] = mapped_column(ForeignKey("pilot_countries.id"), index=True)
    about: Mapped[str]
    asked_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    track: Mapped[PilotCountry] = relationship(lazy="joined", innerjoin=True)
