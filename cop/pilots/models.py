"""A product, its pilot, one decision track a country, and the chain of what was decided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model, among
from cop.members.models import Member
from cop.pilots import choices
from cop.pilots.rules import Attestation, Decision, State


class Product(Model):
    """``developer`` and name together tell two products apart."""

    __tablename__ = "products"
    __table_args__ = (UniqueConstraint("name_key", "developer_key"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str]
    developer: Mapped[str]
    developer_key: Mapped[str]


class ProductVersion(Model):
    __tablename__ = "product_versions"
    __table_args__ = (UniqueConstraint("product_id", "label"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    label: Mapped[str]
    product: Mapped[Product] = relationship(lazy="joined", innerjoin=True)


class Answered:
    """Answers by field key, and for each stage of the form how often it was saved: its version."""

    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    versions: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Pilot(Answered, Model):
    """``public_at``: since when everyone may read it; ``refused_at``: when the last country asked had refused.

    ``heard_at``: when its team last wrote or did anything.
    """

    __tablename__ = "pilots"
    __table_args__ = (
        CheckConstraint("length(title) BETWEEN 1 AND 100", "title"),
        CheckConstraint("length(summary) <= 350", "summary"),
        among("area", choices.AREAS, ""),
        CheckConstraint("public_at IS NULL OR submitted_at IS NOT NULL", "public"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    area: Mapped[str] = mapped_column(default="")
    lead_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("product_versions.id"), index=True)
    registered_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None] = mapped_column(index=True)
    public_at: Mapped[datetime | None] = mapped_column(index=True)
    refused_at: Mapped[datetime | None] = mapped_column(index=True)
    disclosed_at: Mapped[datetime | None]
    heard_at: Mapped[datetime | None]
    criteria_hash: Mapped[str] = mapped_column(default="")

    lead: Mapped[Member] = relationship(lazy="joined", innerjoin=True)
    product_version: Mapped[ProductVersion | None] = relationship(lazy="joined")
    tracks: Mapped[list[PilotCountry]] = relationship(back_populates="pilot", order_by="PilotCountry.country")
    editors: Mapped[list[PilotEditor]] = relationship(order_by="PilotEditor.id")
    metrics: Mapped[list[Metric]] = relationship(back_populates="pilot", order_by="Metric.id")

    @property
    def ref(self) -> str:
        return f"pilot:{self.id}"

    @property
    def team(self) -> set[int]:
        """Ids of the lead and the editors."""
        return {self.lead_id, *(editor.member_id for editor in self.editors)}


class PilotEditor(Model):
    __tablename__ = "pilot_editors"
    __table_args__ = (UniqueConstraint("pilot_id", "member_id"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    pilot_id: Mapped[int] = mapped_column(ForeignKey("pilots.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    member: Mapped[Member] = relationship(lazy="joined", innerjoin=True)


class PilotCountry(Answered, Model):
    """One country's track. ``held_by``: who suspended it; ``left``: the state before this one.

    ``ends_on`` is the last day on which the pilot may run here; ``amdd_class`` is its answer, to narrow lists by.
    """

    __tablename__ = "pilot_countries"
    __table_args__ = (
        UniqueConstraint("pilot_id", "country"),
        CheckConstraint("length(country) = 2", "country"),
        among("state", State),
        among("decision", Decision),
        among("attestation", Attestation),
        among("held_by", ("lead", "regulator"), ""),
        among("refusal", choices.REFUSALS, ""),
        CheckConstraint("decision = 'none' OR (reference <> '' AND instrument <> '')", "basis"),
        CheckConstraint("(state = 'suspended') = (held_by <> '')", "held"),
        Index(None, "country", "state"),
        Index(None, "state", "ends_on"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    pilot_id: Mapped[int] = mapped_column(ForeignKey("pilots.id"))
    country: Mapped[str]
    state: Mapped[str] = mapped_column(default=State.DRAFT.value)
    left: Mapped[str] = mapped_column(default=State.DRAFT.value)
    since: Mapped[datetime]
    held_by: Mapped[str] = mapped_column(default="")
    decision: Mapped[str] = mapped_column(default=Decision.NONE.value)
    attestation: Mapped[str] = mapped_column(default=Attestation.CLAIM.value)
    authority: Mapped[str] = mapped_column(default="")
    instrument: Mapped[str] = mapped_column(default="")
    article: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    refusal: Mapped[str] = mapped_column(default="")
    amdd_class: Mapped[str] = mapped_column(default="", server_default="")

    pilot: Mapped[Pilot] = relationship(back_populates="tracks")
    conditions: Mapped[list[Condition]] = relationship(back_populates="track", order_by="Condition.id")
    sites: Mapped[list[Site]] = relationship(back_populates="track", order_by="Site.id")

    @property
    def at(self) -> State:
        return State(self.state)


class Condition(Model):
    """A regulator's condition; ``start``: to be met before the pilot starts. Written before the decision."""

    __tablename__ = "pilot_conditions"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    track_id: Mapped[int] = mapped_column(ForeignKey("pilot_countries.id"), index=True)
    text: Mapped[str]
    due: Mapped[date | None]
    start: Mapped[bool]
    evidence: Mapped[str] = mapped_column(default="")
    met_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    track: Mapped[PilotCountry] = relationship(back_populates="conditions")


class Site(Model):
    """Where the pilot runs. ``taking_part``: how many people so far; a small number is shown to few.

    ``kept_back``: recorded from a registry that told only that it is small.
    """

    __tablename__ = "pilot_sites"
    __table_args__ = (CheckConstraint("taking_part >= 0", "taking_part"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    track_id: Mapped[int] = mapped_column(ForeignKey("pilot_countries.id"), index=True)
    facility: Mapped[str]
    province: Mapped[str]
    name: Mapped[str]
    lead: Mapped[str]
    taking_part: Mapped[int | None]
    kept_back: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[int] = mapped_column(default=1)
    track: Mapped[PilotCountry] = relationship(back_populates="sites")


class Metric(Model):
    """A success criterion, fixed by the first approval; later its result: ``found`` of ``out_of``."""

    __tablename__ = "pilot_metrics"
    __table_args__ = (
        CheckConstraint("found IS NULL OR (found >= 0 AND found <= out_of)", "share"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    pilot_id: Mapped[int] = mapped_column(ForeignKey("pilots.id"), index=True)
    name: Mapped[str]
    threshold: Mapped[str]
    comparator: Mapped[str]
    subgroups: Mapped[str]
    found: Mapped[int | None]
    out_of: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    pilot: Mapped[Pilot] = relationship(back_populates="metrics")

    def criterion(self) -> dict[str, str]:
        """What was promised, as it is hashed."""
        return {key: getattr(self, key) for key in ("name", "threshold", "comparator", "subgroups")}


class Event(Model):
    """One link of a pilot's chain; a trigger in the database refuses change."""

    __tablename__ = "pilot_events"
    __table_args__ = (UniqueConstraint("pilot_id", "seq"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    pilot_id: Mapped[int] = mapped_column(ForeignKey("pilots.id"))
    seq: Mapped[int]
    at: Mapped[datetime]
    kind: Mapped[str]
    country: Mapped[str]
    data: Mapped[dict[str, Any]]
    prev: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)


class Reason(Model):
    """The words whose hash an event holds; ``public``: as widely as the pilot itself."""

    __tablename__ = "pilot_reasons"
    __table_args__ = (UniqueConstraint("pilot_id", "seq"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    pilot_id: Mapped[int] = mapped_column(ForeignKey("pilots.id"))
    seq: Mapped[int]
    text: Mapped[str]
    public: Mapped[bool]


class Disclosure(Model):
    """One of the keys that open the exit report: ``party`` is "lead" or a country."""

    __tablename__ = "pilot_disclosures"
    __table_args__ = (UniqueConstraint("pilot_id", "party"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    pilot_id: Mapped[int] = mapped_column(ForeignKey("pilots.id"))
    party: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    at: Mapped[datetime]
