"""Who sits on a ballot's roll, what stands at each seat, and how the seats are counted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.ballots.models import one_of
from cop.ballots.objections import ObjectionState, lapses_at
from cop.ballots.tally import PLACES, Counts, Place
from cop.ballots.terms import Absence, By, Stance
from cop.kernel.db import FOREVER, Model
from cop.members.models import Member


class Seat(Model):
    """A seat of a frozen roll. ``who`` and ``alternate`` commit; ``organisation`` is as at the opening."""

    __tablename__ = "ballot_seats"
    __table_args__ = (
        UniqueConstraint("ballot_id", "holder_id"),
        UniqueConstraint("ballot_id", "alternate_id"),
        CheckConstraint("holder_id <> alternate_id", "two_people"),
        CheckConstraint("(alternate_id IS NULL) = (alternate = '')", "alternate"),
        CheckConstraint("number >= 1 AND length(country) = 2", "number"),
    )
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    group_key: Mapped[str] = mapped_column(ForeignKey("groups.key"))
    country: Mapped[str]
    holder_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    alternate_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    organisation: Mapped[str]
    who: Mapped[str]
    alternate: Mapped[str] = mapped_column(default="")
    undelivered: Mapped[bool] = mapped_column(default=False)
    late: Mapped[bool] = mapped_column(default=False)

    holder: Mapped[Member] = relationship(foreign_keys=[holder_id], lazy="raise")

    def by(self, member: Any) -> By | None:
        """As whom ``member`` would speak for this seat."""
        if member.id is None:
            return None
        return {self.holder_id: By.HOLDER, self.alternate_id: By.ALTERNATE}.get(member.id)

    def place(self, standing: Position | None) -> Place:
        """Where the seat is counted."""
        if standing is not None:
            return Stance(standing.stance)
        return Absence.UNREACHED if self.undelivered else Absence.SILENT


# In literal words: a partial index serves a question that says the same.
ENTERED = text("\"by\" = 'officer'")


class Position(Model):
    """What stands at a seat: one row, or none. ``cast`` is the seq of its event.

    What the seat wrote is behind the commitment ``note``; of it only ``clause`` ("" without one) is kept here, where
    it outlives an erasure. ``objection`` is how far an objection has come, "" for what is none.
    """

    __tablename__ = "ballot_positions"
    __table_args__ = (
        ForeignKeyConstraint(["ballot_id", "seat"], ["ballot_seats.ballot_id", "ballot_seats.number"]),
        UniqueConstraint("ballot_id", "cast"),
        CheckConstraint(one_of("stance", Stance), "stance"),
        CheckConstraint(one_of("by", By).replace("by IN", '"by" IN'), "by"),
        CheckConstraint("(objection <> '') = (stance = 'object')", "objection"),
        CheckConstraint(f"objection = '' OR {one_of('objection', ObjectionState)}", "objections"),
        CheckConstraint("NOT sign OR stance IN ('endorse','reserve')", "sign"),
        CheckConstraint("(evidence <> '') = (\"by\" = 'officer')", "evidence"),
        Index(None, "ballot_id", "stance", "seat"),
        Index(None, "objection", "ballot_id"),
        Index("ix_ballot_positions_entered", "ballot_id", "entered_by",
              sqlite_where=ENTERED, postgresql_where=ENTERED),
    )  # fmt: skip
    ballot_id: Mapped[int] = mapped_column(primary_key=True)
    seat: Mapped[int] = mapped_column(primary_key=True)
    stance: Mapped[str]
    by: Mapped[str]
    entered_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    sign: Mapped[bool]
    clause: Mapped[str] = mapped_column(default="")
    note: Mapped[str]
    evidence: Mapped[str] = mapped_column(default="")
    cast: Mapped[int]
    at: Mapped[datetime]
    objection: Mapped[str] = mapped_column(default="")
    disposition: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]

    def reply_due(self, ended_at: datetime | None) -> datetime | None:
        """By when the objector is to reply to the editors' answer; None where no reply is waited for."""
        waits = self.objection == ObjectionState.ANSWERED and self.answered_at and ended_at
        return lapses_at(self.answered_at, ended_at) if waits else None  # type: ignore[arg-type]


class Cell(Model):
    """The running tally of one (group, country); kept by whoever moves a seat, under the ballot's lock."""

    __tablename__ = "ballot_cells"
    __table_args__ = (
        CheckConstraint(" AND ".join(f"{place} >= 0" for place in PLACES), "counts"),
        CheckConstraint("unreached <= silent", "unreached"),
    )
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id"), primary_key=True)
    group_key: Mapped[str] = mapped_column(primary_key=True)
    country: Mapped[str] = mapped_column(primary_key=True)
    endorse: Mapped[int] = mapped_column(default=0)
    reserve: Mapped[int] = mapped_column(default=0)
    object: Mapped[int] = mapped_column(default=0)
    stand_aside: Mapped[int] = mapped_column(default=0)
    recuse: Mapped[int] = mapped_column(default=0)
    silent: Mapped[int]
    unreached: Mapped[int] = mapped_column(default=0)

    @property
    def counts(self) -> Counts:
        return Counts(*(getattr(self, place) for place in PLACES))

    def move(self, before: Place, after: Place) -> None:
        """One seat of the cell goes from ``before`` to ``after``."""
        moved = self.counts.changed(before, -1).changed(after, 1)
        for place in PLACES:
            setattr(self, place, getattr(moved, place))


class Delegation(Model):
    """Who speaks for a country in a group where each pair has one seat; ``until`` is the last day, None without end."""

    __tablename__ = "delegations"
    __table_args__ = (
        UniqueConstraint("country", "group_key"),
        CheckConstraint("head_id <> alternate_id", "two_people"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    country: Mapped[str]
    group_key: Mapped[str] = mapped_column(ForeignKey("groups.key"))
    head_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    alternate_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    version: Mapped[int] = mapped_column(default=1)
    until: Mapped[date | None]
