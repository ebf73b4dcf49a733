"""A panel that reviews a pilot for one country, and each reviewer's part in it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.kernel.db import FOREVER, Model, among
from cop.members.models import Member
from cop.panels.questions import DISCIPLINES, Question, asked
from cop.panels.rules import Conclusion, Place
from cop.pilots.models import PilotCountry


class Panel(Model):
    """``waited``: the regulator asked that the decision wait for every review. ``due``: the reviews' day.

    ``released_at``: since when the pilot's team reads what was concluded; ``shared_at``: since when regulators of the
    pilot's other countries do.
    """

    __tablename__ = "panels"
    __table_args__ = FOREVER
    id: Mapped[int] = mapped_column(primary_key=True)
    track_id: Mapped[int] = mapped_column(ForeignKey("pilot_countries.id"), unique=True)
    convened_at: Mapped[datetime]
    due: Mapped[date]
    waited: Mapped[bool]
    released_at: Mapped[datetime | None]
    shared_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    track: Mapped[PilotCountry] = relationship(lazy="joined", innerjoin=True)
    reviews: Mapped[list[PanelReview]] = relationship(back_populates="panel", order_by="PanelReview.id")

    @property
    def ref(self) -> str:
        return f"panel:{self.id}"


class PanelReview(Model):
    """``answers``: by question {"answer": …, "note": …}; ``told``: the clock ("soon", "late") last told to them.

    ``interests`` are what the reviewer declared when accepting; ``terms`` the conditions of the conclusion.
    """

    __tablename__ = "panel_reviews"
    __table_args__ = (
        UniqueConstraint("panel_id", "member_id"),
        among("discipline", DISCIPLINES),
        among("place", Place),
        among("conclusion", Conclusion, ""),
        among("told", ("soon", "late"), ""),
        CheckConstraint("(conclusion = '') = (concluded_at IS NULL)", "concluded"),
        CheckConstraint("place <> 'accepted' OR interests <> ''", "declared"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    panel_id: Mapped[int] = mapped_column(ForeignKey("panels.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    discipline: Mapped[str]
    place: Mapped[str] = mapped_column(default=Place.ASKED.value)
    named_by_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    named_at: Mapped[datetime]
    interests: Mapped[str] = mapped_column(default="")
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    conclusion: Mapped[str] = mapped_column(default="")
    terms: Mapped[str] = mapped_column(default="")
    reasons: Mapped[str] = mapped_column(default="")
    concluded_at: Mapped[datetime | None]
    told: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    panel: Mapped[Panel] = relationship(back_populates="reviews")
    member: Mapped[Member] = relationship(foreign_keys=[member_id], lazy="joined", innerjoin=True)

    @property
    def track(self) -> PilotCountry:
        return self.panel.track

    @property
    def questions(self) -> list[Question]:
        """What this reviewer is asked."""
        return asked(self.track.pilot.answers.get("value_chain", ()), self.discipline)
