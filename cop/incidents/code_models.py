"""The codes of the international terminology of adverse events, and which report carries which."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cop.incidents import choices
from cop.kernel.db import FOREVER, Model, among


class Code(Model):
    """A code under a label of this community's own."""

    __tablename__ = "incident_codes"
    __table_args__ = (among("annex", choices.ANNEXES), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    annex: Mapped[str]
    label: Mapped[str]


class Coded(Model):
    """A code that a report carries."""

    __tablename__ = "incident_coded"
    __table_args__ = (UniqueConstraint("incident_id", "code_id"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incidents.id"))
    code_id: Mapped[int] = mapped_column(ForeignKey("incident_codes.id"), index=True)
