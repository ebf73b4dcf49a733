"""What a ballot's record is made of: its events for ever, the texts behind them while they may be kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import FOREVER, Model

# In literal words: a partial index serves a question that says the same.
ACTED = text("kind IN ('extended','voided','annulled')")


class Event(Model):
    """One event, as its canonical JSON. Never changed, never deleted: a trigger sees to it.

    ``seat`` is whom it is about, to find a seat's own events; None where it is about no one seat.
    """

    __tablename__ = "ballot_events"
    __table_args__ = (
        Index(None, "ballot_id", "seat", "seq"),
        Index("ix_ballot_events_by_officers", "ballot_id", "seq", sqlite_where=ACTED, postgresql_where=ACTED),
    )
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    kind: Mapped[str]
    seat: Mapped[int | None]
    body: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)
    prev: Mapped[str]


class Opening(Model):
    """The text behind a commitment, and its salt (hex). Deleting the row erases it; the chain still holds.

    ``member_id`` is whose name or words it is, so that a person can be erased; None for what officers and editors
    wrote in office.
    """

    __tablename__ = "ballot_openings"
    hash: Mapped[str] = mapped_column(primary_key=True)
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    salt: Mapped[str]
    text: Mapped[str]


class Head(Model):
    """A signed head: of the opening, of the end, and of each voter's event, whose receipt it is."""

    __tablename__ = "ballot_heads"
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str]
    sig: Mapped[str]


class Witness(Model):
    """A head signed by somebody outside with a key of their own."""

    __tablename__ = "ballot_witnesses"
    __table_args__ = (UniqueConstraint("ballot_id", "seq", "key"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id"))
    seq: Mapped[int]
    hash: Mapped[str]
    sig: Mapped[str]
    name: Mapped[str]
    key: Mapped[str]
    at: Mapped[datetime]


PENDING = text("confirmed_by IS NULL AND withdrawn_at IS NULL")


class Motion(Model):
    """What one officer proposed and another must confirm: to annul a ballot, or to void a seat's position."""

    __tablename__ = "ballot_motions"
    __table_args__ = (
        CheckConstraint("kind IN ('annul','void') AND (kind = 'void') = (seat > 0)", "kind"),
        CheckConstraint("confirmed_by <> proposed_by", "two_officers"),
        Index(
            "uq_ballot_motions_pending", "ballot_id", "kind", "seat",
            unique=True, sqlite_where=PENDING, postgresql_where=PENDING,
        ),
        FOREVER,
    )  # fmt: skip
    id: Mapped[int] = mapped_column(primary_key=True)
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id"))
    kind: Mapped[str]
    seat: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str]
    proposed_by: Mapped[int] = mapped_column(ForeignKey("members.id"))
    proposed_at: Mapped[datetime]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    withdrawn_at: Mapped[datetime | None]
