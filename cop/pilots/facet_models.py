"""What the registry's list can be narrowed to beside columns of its own, kept with each saving."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import FOREVER, Model, among


class Kind(StrEnum):
    SAMD = "samd"
    LANGUAGE = "language"


class Facet(Model):
    __tablename__ = "pilot_facets"
    __table_args__ = (UniqueConstraint("kind", "value", "pilot_id"), among("kind", Kind), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    pilot_id: Mapped[int] = mapped_column(ForeignKey("pilots.id"), index=True)
    kind: Mapped[str]
    value: Mapped[str]
