"""What comes of a meeting: minutes, decisions, action items."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model
from cop.meetings.models import Occurrence
from cop.meetings.rules import Draft


class Minutes(Model):
    """The minutes of one date; the text stands in its revisions, of which ``version`` is the newest."""

    __tablename__ = "minutes"
    __table_args__ = (
        CheckConstraint("state IN ('draft','corrections','adopted')", "state"),
        CheckConstraint("state = 'draft' OR corrections_until IS NOT NULL", "window"),
        CheckConstraint("(state = 'adopted') = (adopted_at IS NOT NULL)", "adopted"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), unique=True)
    state: Mapped[str] = mapped_column(default=Draft.draft.value)
    version: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime | None] = mapped_column(index=True)
    corrections_until: Mapped[datetime | None]
    adopted_at: Mapped[datetime | None]


class MinutesRevision(Model):
    """One saved text of the minutes; never changed afterwards."""

    __tablename__ = "minutes_revisions"
    __table_args__ = (UniqueConstraint("minutes_id", "number"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    number: Mapped[int]
    source: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]


class Decision(Model):
    """A decision, with the quorum as it was: ``quorum`` maps members, countries and groups to [have, needs]."""

    __tablename__ = "meeting_decisions"
    __table_args__ = (UniqueConstraint("meeting_id", "number"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    number: Mapped[int]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    text: Mapped[str]
    quorum: Mapped[dict[str, Any]]
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]

    meeting: Mapped[Occurrence] = relationship()

    @property
    def space_id(self) -> int:
        return self.meeting.space_id


class DecisionEnd(Model):
    """A decision holds no more: it was carried out or replaced, as ``note`` says."""

    __tablename__ = "meeting_decision_ends"
    decision_id: Mapped[int] = mapped_column(
        ForeignKey("meeting_decisions.id"), primary_key=True, autoincrement=False
    )
    note: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]


class ActionItem(Model):
    """What somebody will do until a date. It lives once and is listed at each later date of the series until closed."""

    __tablename__ = "action_items"
    __table_args__ = (
        UniqueConstraint("meeting_id", "number"),
        CheckConstraint("state IN ('open','done')", "state"),
        CheckConstraint("(state = 'done') = (closed_at IS NOT NULL)", "closed"),
        Index(None, "series_id", "state"),
        Index(None, "owner_id", "state"),
        Index(None, "state", "due"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("meeting_series.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    number: Mapped[int]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    text: Mapped[str]
    owner_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    due: Mapped[date]
    state: Mapped[str] = mapped_column(default="open")
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))

    meeting: Mapped[Occurrence] = relationship()

    @property
    def space_id(self) -> int:
        return self.meeting.space_id


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
