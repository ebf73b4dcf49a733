"""Date polls: slots, and what members and guests say of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model
from cop.meetings.series.models import Occurrence
from cop.polls.rules import Answer, State
from cop.spaces.models import Space

ANSWERS = "answer IN (" + ",".join(f"'{a.value}'" for a in Answer) + ")"


class DatePoll(Model):
    """Members of a space are asked when they could meet. ``reminded_at``: when those were who had not answered.
    ``version`` rises when what is asked is changed."""

    __tablename__ = "date_polls"
    __table_args__ = (
        CheckConstraint("state IN (" + ",".join(f"'{s.value}'" for s in State) + ")", "state"),
        CheckConstraint("(state = 'settled') = (meeting_id IS NOT NULL)", "settled"),
        CheckConstraint("minutes > 0", "minutes"),
        Index(None, "state", "closes"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str]
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), index=True)
    organiser_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    title: Mapped[str]
    purpose: Mapped[str]
    minutes: Mapped[int]
    zone: Mapped[str]
    closes: Mapped[datetime]
    state: Mapped[str] = mapped_column(default=State.open.value)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    reminded_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1, server_default="1")

    space: Mapped[Space] = relationship()
    slots: Mapped[list[PollSlot]] = relationship(order_by="PollSlot.begins")
    meeting: Mapped[Occurrence | None] = relationship()

    @property
    def ref(self) -> str:
        return f"poll:{self.id}"


class PollSlot(Model):
    """``added_at``: since when it is asked about; None where it was from the beginning."""

    __tablename__ = "poll_slots"
    __table_args__ = (UniqueConstraint("poll_id", "begins"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("date_polls.id"))
    begins: Mapped[datetime]
    added_at: Mapped[datetime | None]


class PollGuest(Model):
    """Somebody without an account, who answers by a link; its secret is kept hashed. The name goes after a year."""

    __tablename__ = "poll_guests"
    __table_args__ = (
        CheckConstraint("length(country) = 2", "country"),
        Index(None, "poll_id", "id"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("date_polls.id"))
    name: Mapped[str]
    country: Mapped[str]
    zone: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]

    poll: Mapped[DatePoll] = relationship()

    @property
    def space_id(self) -> int:
        return self.poll.space_id


class PollAnswer(Model):
    """What a member or a guest, one of the two, says of a slot."""

    __tablename__ = "poll_answers"
    __table_args__ = (
        UniqueConstraint("slot_id", "member_id"),
        UniqueConstraint("slot_id", "guest_id"),
        CheckConstraint(ANSWERS, "answer"),
        CheckConstraint("(member_id IS NULL) <> (guest_id IS NULL)", "whose"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    slot_id: Mapped[int] = mapped_column(ForeignKey("poll_slots.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("poll_guests.id"), index=True)
    answer: Mapped[str]
    country: Mapped[str]
    at: Mapped[datetime]
