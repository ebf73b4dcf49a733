"""An alert about some versions of a product, and everybody whose answer it waits for."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.alerts.rules import ANSWERS, PARTIES, Step
from cop.kernel.db import FOREVER, Model, among


class Alert(Model):
    """``first`` and ``last`` are the versions it is about, both included; "" is an open end."""

    __tablename__ = "alerts"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    product: Mapped[str]
    product_key: Mapped[str] = mapped_column(index=True)
    first: Mapped[str]
    last: Mapped[str]
    words: Mapped[str]
    incident_id: Mapped[int | None] = mapped_column(ForeignKey("incidents.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    at: Mapped[datetime]
    due: Mapped[datetime]
    targets: Mapped[list[Target]] = relationship(back_populates="alert", order_by="Target.id")

    @property
    def given(self) -> timedelta:
        """How long everybody has to answer, also who is asked later."""
        return self.due - self.at

    @property
    def ref(self) -> str:
        return f"alert:{self.id}"


class Target(Model):
    """Whom an alert asks: a country's regulators, a pilot's lead, or a developer's members by its organisation's key.

    ``answer`` is the last one given, "" while there is none. ``due`` is set for whom it asked later than the others.
    ``step``: how far they were reminded, last ``reminded_at``; ``remind_at``: when the next step is due.
    """

    __tablename__ = "alert_targets"
    __table_args__ = (
        UniqueConstraint("alert_id", "party", "country", "pilot", "developer_key"),
        among("party", PARTIES),
        among("answer", ANSWERS, ""),
        CheckConstraint("(answer = '') = (answered_at IS NULL)", "answered"),
        Index(None, "answer", "party", "country"),
        Index(None, "step", "answer"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    alert_id: Mapped[int] = mapped_column(ForeignKey("alerts.id"))
    party: Mapped[str]
    country: Mapped[str] = mapped_column(default="")
    pilot: Mapped[str] = mapped_column(default="", index=True)
    developer: Mapped[str] = mapped_column(default="")
    developer_key: Mapped[str] = mapped_column(default="", index=True)
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    due: Mapped[datetime | None]
    step: Mapped[int] = mapped_column(default=Step.ASKED.value, server_default="0")
    reminded_at: Mapped[datetime | None]
    remind_at: Mapped[datetime | None] = mapped_column(index=True)
    alert: Mapped[Alert] = relationship(back_populates="targets")
    answers: Mapped[list[AlertAnswer]] = relationship(order_by="AlertAnswer.id")

    @property
    def until(self) -> datetime:
        """When its answer is due."""
        return self.due or self.alert.due


class AlertAnswer(Model):
    """What a target answered, each answer beside those before it."""

    __tablename__ = "alert_answers"
    __table_args__ = (among("answer", ANSWERS), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("alert_targets.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    at: Mapped[datetime]
    answer: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
