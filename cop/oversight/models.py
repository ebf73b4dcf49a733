"""Deployers' checklists, the clocks of audits after release at scale, audits and what they found."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model, among
from cop.members.models import Member
from cop.oversight.rules import MONTHS, Place, Severity
from cop.pilots.models import PilotCountry, Site


class SiteContact(Model):
    """A member at a site who fills its checklist beside the lead."""

    __tablename__ = "site_contacts"
    __table_args__ = (UniqueConstraint("site_id", "member_id"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("pilot_sites.id", ondelete="CASCADE"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    member: Mapped[Member] = relationship(lazy="joined", innerjoin=True)


class Checklist(Model):
    """``answers``: by duty {"stands": …, "note": …}; ``signer``: name and role of who vouches for the site."""

    __tablename__ = "site_checklists"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("pilot_sites.id", ondelete="CASCADE"), unique=True)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    signer: Mapped[str]
    signed_on: Mapped[date]
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    site: Mapped[Site] = relationship(lazy="joined", innerjoin=True)


class AuditPeriod(Model):
    """How many months a country lets pass between audits of a class; without a row what everyone has."""

    __tablename__ = "audit_periods"
    __table_args__ = (
        UniqueConstraint("country", "amdd_class"),
        among("amdd_class", MONTHS),
        CheckConstraint("months BETWEEN 1 AND 120", "months"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    country: Mapped[str]
    amdd_class: Mapped[str]
    months: Mapped[int]


class AuditClock(Model):
    """When the next audit of a product in wide use is due in a country.

    ``counted_from``: the day of its release at scale, or of the last audit. ``told``: the clock last told ("soon",
    "late").
    """

    __tablename__ = "audit_clocks"
    __table_args__ = (among("told", ("soon", "late"), ""), Index(None, "due", "id"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    track_id: Mapped[int] = mapped_column(ForeignKey("pilot_countries.id"), unique=True)
    released_on: Mapped[date]
    counted_from: Mapped[date]
    due: Mapped[date]
    told: Mapped[str] = mapped_column(default="")
    track: Mapped[PilotCountry] = relationship(lazy="joined", innerjoin=True)


class Audit(Model):
    """``agreed_lead`` and ``agreed_regulator`` are the keys that make its title, auditor, day and counts public."""

    __tablename__ = "audits"
    __table_args__ = (
        among("place", Place),
        CheckConstraint("place <> 'accepted' OR interests <> ''", "declared"),
        CheckConstraint("done_on IS NULL OR place = 'accepted'", "done"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    track_id: Mapped[int] = mapped_column(ForeignKey("pilot_countries.id"), index=True)
    title: Mapped[str]
    due: Mapped[date]
    auditor_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    named_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    named_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(default=Place.ASKED.value)
    interests: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    done_on: Mapped[date | None]
    agreed_lead: Mapped[datetime | None]
    agreed_regulator: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    track: Mapped[PilotCountry] = relationship(lazy="joined", innerjoin=True)
    auditor: Mapped[Member] = relationship(foreign_keys=[auditor_id], lazy="joined", innerjoin=True)
    findings: Mapped[list[Finding]] = relationship(back_populates="audit", order_by="Finding.id")

    @property
    def ref(self) -> str:
        return f"audit:{self.id}"

    @property
    def is_public(self) -> bool:
        return self.agreed_lead is not None and self.agreed_regulator is not None


class Finding(Model):
    """``response``: what the team did about it; ``closure``: why the auditor or the regulator closed it."""

    __tablename__ = "audit_findings"
    __table_args__ = (
        among("severity", Severity),
        CheckConstraint("(closed_on IS NULL) = (closure = '')", "closed"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    audit_id: Mapped[int] = mapped_column(ForeignKey("audits.id"), index=True)
    severity: Mapped[str]
    text: Mapped[str]
    due: Mapped[date] = mapped_column(index=True)
    response: Mapped[str] = mapped_column(default="")
    closure: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"), index=True)
    told: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    audit: Mapped[Audit] = relationship(back_populates="findings")

    @property
    def track(self) -> PilotCountry:
        return self.audit.track
