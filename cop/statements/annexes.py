"""Country annexes: what each country's regulator says became of a published statement there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cop.ballots.models import one_of
from cop.kernel.db import FOREVER, Model
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.text import line
from cop.statements.models import Statement


class Uptake(StrEnum):
    ADOPTED = "adopted"
    ADAPTED = "adapted"
    IN_PREPARATION = "in_preparation"
    NOT_PLANNED = "not_planned"


UPTAKES = {
    Uptake.ADOPTED: N_("Adopted"),
    Uptake.ADAPTED: N_("Adapted"),
    Uptake.IN_PREPARATION: N_("In preparation"),
    Uptake.NOT_PLANNED: N_("Not planned"),
}
IN_FORCE = frozenset({Uptake.ADOPTED, Uptake.ADAPTED})
"""What a country has done, so that it can name by which instrument and since when."""


class Annex(Model):
    """One entry for a country, never changed: the one with the highest ``n`` counts, the rest is its history.

    ``authority`` is the name in the mandate under which ``member_id`` spoke. ``dated`` is the instrument's date, or the
    day for which one is prepared.
    """

    __tablename__ = "statement_annexes"
    __table_args__ = (
        UniqueConstraint("statement_id", "country", "n"),
        CheckConstraint(one_of("uptake", Uptake), "uptake"),
        CheckConstraint("n >= 1 AND length(country) = 2", "numbers"),
        CheckConstraint(
            f"NOT ({one_of('uptake', sorted(IN_FORCE))}) OR (instrument <> '' AND dated IS NOT NULL)",
            "in_force",
        ),
        Index(None, "country", "statement_id"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statements.id"))
    country: Mapped[str]
    n: Mapped[int]
    uptake: Mapped[str]
    instrument: Mapped[str] = mapped_column(default="")
    dated: Mapped[date | None]
    link: Mapped[str] = mapped_column(default="")
    authority: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    at: Mapped[datetime]


@dataclass(frozen=True)
class Place:
    """A statement in one country, of which that country's regulator speaks."""

    statement: Statement
    country: str


@dataclass(frozen=True)
class Told:
    """What a regulator enters. ``dated`` and ``link`` may be left out."""

    uptake: Uptake
    instrument: str = ""
    dated: date | None = None
    link: str = ""


def checked(told: Told, today: date) -> Told:
    """The entry in its normal form. Raises Invalid (instrument, dated, link) for what is missing or cannot be."""
    instrument, link = line(told.instrument), told.link.strip()
    if told.uptake in IN_FORCE:
        _demand_instrument(instrument, told.dated, today)
    if link and not _leads_to_a_page(link):
        raise Invalid(N_("The link begins with https:// or http:// and names a public page."), field="link")
    return Told(told.uptake, instrument, told.dated, link)


def _demand_instrument(instrument: str, dated: date | None, today: date) -> None:
    if not instrument:
        raise Invalid(
            N_("Name the instrument by which your country did so: a circular, a decree, a guideline."),
            field="instrument",
        )
    if dated is None:
        raise Invalid(N_("Give the instrument's date."), field="dated")
    if dated > today + timedelta(days=1):  # the day begins earlier in the east
        raise Invalid(
            N_("The date is still to come. Until then the statement is in preparation there."), field="dated"
        )


def _leads_to_a_page(link: str) -> bool:
    scheme, _, rest = link.partition("://")
    host = rest.partition("/")[0]
    plain = not any(c.isspace() or not c.isprintable() or c in '<>"\\' for c in link)
    return scheme in ("https", "http") and "." in host and "@" not in host and plain


def demand_invented(country: str, invented: Collection[str], demo: bool) -> None:
    """Raises IllegalMove where the demonstration would speak for an authority that exists."""
    if demo and country not in invented:
        raise IllegalMove(
            N_(
                "This is a demonstration: it says nothing of what a real authority did. Speak for an invented one."
            )
        )
