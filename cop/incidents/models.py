"""A report, who made it (apart from it), who agreed to let more people read it, and what was answered."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.incidents import choices
from cop.incidents.rules import Kind, Party, State
from cop.kernel.db import FOREVER, Model, among


class Incident(Model):
    """``product_key`` is how two spellings of one product meet; ``pilot`` a ref or "" for outside a pilot.

    ``month`` is that of the event, as "2026-11"; its day is kept nowhere. ``level``: who may read it. ``due``: by when
    the country's authority must hold a report. ``lesson``: the words of the public digest. ``reply_due``: until when
    members wait for the developer's reply, None while nobody was asked.
    """

    __tablename__ = "incidents"
    __table_args__ = (
        among("kind", Kind),
        among("state", State),
        among("failure", choices.FAILURES, ""),
        among("human_factor", choices.HUMAN_FACTORS, ""),
        CheckConstraint("harm BETWEEN 0 AND 5", "harm"),
        CheckConstraint("level BETWEEN 0 AND 4", "level"),
        CheckConstraint("length(country) = 2", "country"),
        CheckConstraint("length(month) = 7", "month"),
        CheckConstraint("affected >= 0 AND exposed >= 0", "counts"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", "closed"),
        Index(None, "product_key", "failure", "reported_at"),
        Index(None, "product_key", "id"),
        Index(None, "product_key", "product_version", "harm", "level", "country"),
        Index(None, "month", "level", "failure", "harm"),
        Index(None, "level", "id"),
        Index(None, "country", "level", "id"),
        Index(None, "state", "due"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    harm: Mapped[int]
    level: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default=State.OPEN.value)
    reported_at: Mapped[datetime] = mapped_column(index=True)
    named: Mapped[bool] = mapped_column(default=False)

    product: Mapped[str]
    product_key: Mapped[str]
    product_version: Mapped[str] = mapped_column(default="")
    pilot: Mapped[str] = mapped_column(default="", index=True)
    language: Mapped[str] = mapped_column(default="")

    role: Mapped[str] = mapped_column(default="")
    month: Mapped[str]
    aware_on: Mapped[date]
    country: Mapped[str]
    facility: Mapped[str] = mapped_column(default="")

    narrative: Mapped[str]
    output: Mapped[str] = mapped_column(default="")
    expected: Mapped[str] = mapped_column(default="")
    did_next: Mapped[str] = mapped_column(default="")
    discovered: Mapped[str] = mapped_column(default="")
    human_factor: Mapped[str] = mapped_column(default="")
    failure: Mapped[str] = mapped_column(default="")

    subgroup: Mapped[str] = mapped_column(default="")
    affected: Mapped[int | None]
    exposed: Mapped[int | None]
    public_health: Mapped[bool] = mapped_column(default=False)

    containment: Mapped[str] = mapped_column(default="")
    safety_reference: Mapped[str] = mapped_column(default="")
    authority_reference: Mapped[str] = mapped_column(default="")
    root_cause: Mapped[str] = mapped_column(default="")

    due: Mapped[datetime]
    lesson: Mapped[str] = mapped_column(default="")
    reply_due: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closure: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    reporter: Mapped[Reporter | None] = relationship(back_populates="incident")
    agreements: Mapped[list[Agreement]] = relationship(order_by="Agreement.id")
    respondents: Mapped[list[Respondent]] = relationship(order_by="Respondent.id")
    replies: Mapped[list[DeveloperReply]] = relationship(order_by="DeveloperReply.id")
    changes: Mapped[list[Change]] = relationship(order_by="Change.id")

    @property
    def ref(self) -> str:
        return f"incident:{self.id}"


class Reporter(Model):
    """Who reported: in a table of its own, and whoever looks is written down (``Look``)."""

    __tablename__ = "incident_reporters"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incidents.id"), unique=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    incident: Mapped[Incident] = relationship(back_populates="reporter")


class Look(Model):
    """Somebody looked up who reported, and said why."""

    __tablename__ = "incident_looks"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incidents.id"), index=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    at: Mapped[datetime]
    reason: Mapped[str]


class Agreement(Model):
    """One of the two keys to a rung of the ladder."""

    __tablename__ = "incident_agreements"
    __table_args__ = (
        UniqueConstraint("incident_id", "level", "party"),
        among("party", Party),
        Index(None, "level", "at"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incidents.id"))
    level: Mapped[int]
    party: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    at: Mapped[datetime]


class Respondent(Model):
    """A member who answers for the developer: reads the report from the first rung on and may reply."""

    __tablename__ = "incident_respondents"
    __table_args__ = (UniqueConstraint("incident_id", "member_id"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incidents.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)


class DeveloperReply(Model):
    """The developer's words; they go wherever the report goes."""

    __tablename__ = "incident_replies"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incidents.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    at: Mapped[datetime]
    words: Mapped[str]


class Change(Model):
    """What changed because of the report: told to the reporter, and read by whoever reads the report."""

    __tablename__ = "incident_changes"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incidents.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    at: Mapped[datetime]
    words: Mapped[str]
