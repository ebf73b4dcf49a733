"""When those who come are reminded of a meeting, who of an action, and of which they have been."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import FOREVER, Model


class ReminderPlan(Model):
    """A series' reminders as their keys (``reminder_rules.WAYS``); a series without a row has the usual ones."""

    __tablename__ = "meeting_reminders"
    series_id: Mapped[int] = mapped_column(
        ForeignKey("meeting_series.id"), primary_key=True, autoincrement=False
    )
    keys: Mapped[list[Any]]


class Reminded(Model):
    """One reminder of one date went out. ``moment`` is the start or end it counted from: a date that is moved
    afterwards is reminded of again."""

    __tablename__ = "meetings_reminded"
    __table_args__ = (
        UniqueConstraint("meeting_id", "key", "moment"),
        CheckConstraint("key <> ''", "key"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    key: Mapped[str]
    moment: Mapped[datetime]


class OwnerReminded(Model):
    """The owner of an action was reminded of it, before or after the day it is due."""

    __tablename__ = "actions_reminded"
    __table_args__ = (
        UniqueConstraint("action_id", "key"),
        CheckConstraint("key IN ('before','after')", "key"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action_items.id"))
    key: Mapped[str]
