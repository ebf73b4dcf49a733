"""What became of a pilot's promises and of the pilot: changes of criteria after the first approval, and outcomes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from cop.kernel.db import FOREVER, Model, among
from cop.pilots.after_rules import OUTCOMES, Change
from cop.pilots.rules import Attestation


class Amendment(Model):
    """A change of the success criteria that the first approval had fixed; a trigger in the database keeps it.

    ``before`` and ``after`` are criteria as they are hashed; an added one has no before, a dropped one no after.
    """

    __tablename__ = "pilot_amendments"
    __table_args__ = (among("kind", Change), CheckConstraint("reason <> ''", "reason"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    pilot_id: Mapped[int] = mapped_column(ForeignKey("pilots.id"), index=True)
    metric_id: Mapped[int] = mapped_column(ForeignKey("pilot_metrics.id"))
    kind: Mapped[str]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    reason: Mapped[str]
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)


class Aftermath(Model):
    """What came of a pilot in a country after it ended, and who vouches for that."""

    __tablename__ = "pilot_aftermaths"
    __table_args__ = (among("kind", OUTCOMES), among("attestation", Attestation), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    pilot_id: Mapped[int] = mapped_column(ForeignKey("pilots.id"), index=True)
    country: Mapped[str]
    kind: Mapped[str]
    day: Mapped[date]
    text: Mapped[str]
    link: Mapped[str]
    attestation: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    at: Mapped[datetime]
