"""Calls for trials, the profile of what is wanted, proposals with their answers, and how they were rated."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.calls.profile import Way
from cop.calls.rules import Part, Standing, State
from cop.kernel.db import FOREVER, Model, among
from cop.members.models import Member
from cop.pilots.choices import APPLICATIONS, FUNCTIONS

BODIES = ("regulator", "institution")


class Call(Model):
    """``body``: the authority or institution that calls, named as it was then; ``zone``: of its closing hour.

    ``moved_at``: its last step that everyone reads. ``reason``: why it was withdrawn.
    """

    __tablename__ = "calls"
    __table_args__ = (
        CheckConstraint("length(title) BETWEEN 1 AND 100", "title"),
        among("state", State),
        among("body_kind", BODIES),
        among("function", FUNCTIONS, ""),
        among("application", APPLICATIONS, ""),
        CheckConstraint("opened_at IS NULL OR closes IS NOT NULL", "closing"),
        Index(None, "state", "closes"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    problem: Mapped[str] = mapped_column(default="")
    setting: Mapped[str] = mapped_column(default="")
    offer: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="", index=True)
    function: Mapped[str] = mapped_column(default="")
    application: Mapped[str] = mapped_column(default="")
    closes: Mapped[datetime | None]
    zone: Mapped[str]
    body: Mapped[str]
    body_kind: Mapped[str]
    lead_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    state: Mapped[str] = mapped_column(default=State.DRAFT.value)
    created_at: Mapped[datetime]
    opened_at: Mapped[datetime | None] = mapped_column(index=True)
    moved_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    lead: Mapped[Member] = relationship(lazy="joined", innerjoin=True)
    people: Mapped[list[CallPerson]] = relationship(back_populates="call", order_by="CallPerson.id")
    profile: Mapped[list[Characteristic]] = relationship(back_populates="call", order_by="Characteristic.id")

    @property
    def ref(self) -> str:
        return f"call:{self.id}"

    @property
    def team(self) -> set[int]:
        """Ids of the lead and of those named to the team."""
        return {self.lead_id, *(one.member_id for one in self.people if one.part == Part.TEAM)}

    @property
    def judges(self) -> set[int]:
        """Ids of all who may rate."""
        return {self.lead_id, *(one.member_id for one in self.people)}


class CallPerson(Model):
    __tablename__ = "call_people"
    __table_args__ = (UniqueConstraint("call_id", "member_id"), among("part", Part), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    part: Mapped[str]
    since: Mapped[datetime]
    call: Mapped[Call] = relationship(back_populates="people")
    member: Mapped[Member] = relationship(lazy="joined", innerjoin=True)


class Characteristic(Model):
    """A line of the target product profile. Numbers are kept as they were typed."""

    __tablename__ = "call_characteristics"
    __table_args__ = (among("way", Way), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), index=True)
    name: Mapped[str]
    way: Mapped[str]
    minimum: Mapped[str]
    preferred: Mapped[str]
    unit: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    call: Mapped[Call] = relationship(back_populates="profile")


class Proposal(Model):
    """``number`` within its call. ``organisation``: its author's, as it was then; ``reason``: of the decision."""

    __tablename__ = "proposals"
    __table_args__ = (
        UniqueConstraint("call_id", "number"),
        among("standing", Standing),
        CheckConstraint("length(title) BETWEEN 1 AND 100", "title"),
        CheckConstraint("length(summary) <= 350", "summary"),
        CheckConstraint("standing NOT IN ('chosen','declined') OR reason <> ''", "reason"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"))
    number: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    organisation: Mapped[str]
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    product: Mapped[str] = mapped_column(default="")
    developer: Mapped[str] = mapped_column(default="")
    product_version: Mapped[str] = mapped_column(default="")
    approach: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    needs: Mapped[str] = mapped_column(default="")
    interests: Mapped[str] = mapped_column(default="")
    standing: Mapped[str] = mapped_column(default=Standing.DRAFT.value)
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    call: Mapped[Call] = relationship(lazy="joined", innerjoin=True)
    author: Mapped[Member] = relationship(lazy="joined", innerjoin=True)
    answers: Mapped[list[ProfileAnswer]] = relationship(cascade="all, delete-orphan")
    ratings: Mapped[list[Rating]] = relationship(back_populates="proposal", order_by="Rating.id")

    @property
    def ref(self) -> str:
        return f"proposal:{self.id}"


class ProfileAnswer(Model):
    """What a proposal says of one characteristic; ``note``: how that is known."""

    __tablename__ = "proposal_answers"
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    characteristic_id: Mapped[int] = mapped_column(ForeignKey("call_characteristics.id"), primary_key=True)
    value: Mapped[str]
    note: Mapped[str] = mapped_column(default="")


class Rating(Model):
    """What one of the call's people thinks of a proposal: a mark from 1 to 5, and why; 0 for who leaves it to others."""

    __tablename__ = "proposal_ratings"
    __table_args__ = (
        UniqueConstraint("proposal_id", "rater_id"),
        CheckConstraint("mark BETWEEN 0 AND 5", "mark"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    rater_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    mark: Mapped[int]
    reason: Mapped[str]
    at: Mapped[datetime]
    proposal: Mapped[Proposal] = relationship(back_populates="ratings")
    rater: Mapped[Member] = relationship(lazy="joined", innerjoin=True)
