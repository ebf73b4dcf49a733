"""Enquiries with their messages, who reads along, each country's target, and the guidance made of answers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.enquiries.rules import LEAST_DAYS, MOST_DAYS, TOPICS, Clock, Guided, Kind, Side, State
from cop.kernel.db import FOREVER, Model, among
from cop.members.models import Member, Organisation


class Enquiry(Model):
    """``organisation``: for which was asked. ``told_due``: the target whose passing was told."""

    __tablename__ = "enquiries"
    __table_args__ = (
        among("state", State),
        among("topic", TOPICS),
        CheckConstraint("length(country) = 2", "country"),
        Index(None, "country", "state", "due"),
        Index(None, "state", "due"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    country: Mapped[str]
    topic: Mapped[str]
    title: Mapped[str]
    product: Mapped[str]
    asker_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    state: Mapped[str] = mapped_column(default=State.OPEN.value)
    asked_at: Mapped[datetime]
    due: Mapped[datetime]
    turned_at: Mapped[datetime]
    told_due: Mapped[datetime | None]
    emptied_at: Mapped[datetime | None]

    asker: Mapped[Member] = relationship(lazy="joined", innerjoin=True, foreign_keys=[asker_id])
    assignee: Mapped[Member | None] = relationship(lazy="joined", foreign_keys=[assignee_id])
    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
    readers: Mapped[list[EnquiryReader]] = relationship(back_populates="enquiry", order_by="EnquiryReader.id")
    messages: Mapped[list[Message]] = relationship(back_populates="enquiry", order_by="Message.id")
    guidance: Mapped[Guidance | None] = relationship(back_populates="enquiry")

    @property
    def ref(self) -> str:
        return f"enquiry:{self.id}"

    @property
    def clock(self) -> Clock:
        return Clock(State(self.state), self.due, self.turned_at)

    @property
    def names(self) -> list[str]:
        """What would tell whose question it is."""
        return [self.asker.name, self.organisation.name, self.product]


class EnquiryReader(Model):
    """A colleague whom the asker lets read along."""

    __tablename__ = "enquiry_readers"
    __table_args__ = (UniqueConstraint("enquiry_id", "member_id"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(ForeignKey("enquiries.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    since: Mapped[datetime]
    enquiry: Mapped[Enquiry] = relationship(back_populates="readers")
    member: Mapped[Member] = relationship(lazy="joined", innerjoin=True)


class Message(Model):
    """``authority``: for which a regulator wrote, as it was called then."""

    __tablename__ = "enquiry_messages"
    __table_args__ = (among("side", Side), among("kind", Kind), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    enquiry_id: Mapped[int] = mapped_column(ForeignKey("enquiries.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    side: Mapped[str]
    kind: Mapped[str]
    text: Mapped[str]
    authority: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    enquiry: Mapped[Enquiry] = relationship(back_populates="messages")
    author: Mapped[Member] = relationship(lazy="joined", innerjoin=True)


class Target(Model):
    """Within how many days a country means to answer."""

    __tablename__ = "enquiry_targets"
    __table_args__ = (CheckConstraint(f"days BETWEEN {LEAST_DAYS} AND {MOST_DAYS}", "days"),)
    country: Mapped[str] = mapped_column(primary_key=True)
    days: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]


class Guidance(Model):
    """A question and its answer without who asked. ``version`` counts the texts; each needs its own two readings."""

    __tablename__ = "guidance"
    __table_args__ = (
        among("state", Guided),
        among("topic", TOPICS),
        CheckConstraint("(state = 'draft') = (published_at IS NULL)", "published"),
        CheckConstraint(
            "published_at IS NULL OR (first_at IS NOT NULL AND second_by_id IS NOT NULL)", "readings"
        ),
        Index(None, "country", "topic"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    enquiry_id: Mapped[int] = mapped_column(ForeignKey("enquiries.id"), unique=True)
    country: Mapped[str]
    authority: Mapped[str]
    topic: Mapped[str]
    title: Mapped[str]
    question: Mapped[str]
    answer: Mapped[str]
    state: Mapped[str] = mapped_column(default=Guided.DRAFT.value)
    version: Mapped[int] = mapped_column(default=1)
    writer_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    first_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    first_at: Mapped[datetime | None]
    second_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    published_at: Mapped[datetime | None] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(default="")
    enquiry: Mapped[Enquiry] = relationship(back_populates="guidance")

    @property
    def ref(self) -> str:
        return f"guidance:{self.id}"
