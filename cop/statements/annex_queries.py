"""Finding country annexes: what counts now, and what was entered before."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from cop.kernel.db import db
from cop.kernel.text import sort_key
from cop.kernel.words import country
from cop.members.models import Member
from cop.statements import queries
from cop.statements.annexes import UPTAKES, Annex, Place, Uptake
from cop.statements.models import Statement

Row = dict[str, Any]


def place(viewer: Any, address: str, country: str) -> Place | None:
    """A published statement in a country, by its code in upper case."""
    found = queries.by_address(viewer, address)
    shaped = len(country) == 2 and country.isascii() and country.isupper()
    return Place(found, country) if found and found.is_public and shaped else None


def current(where: Place) -> Annex | None:
    """The entry that counts for the country."""
    return db.session.scalar(_entered(where).limit(1))


def history(where: Place) -> list[Row]:
    """Every entry of a country, the latest first, with who entered it."""
    found = db.session.execute(_entered(where).join(Member).add_columns(Member.name.label("by"))).all()
    return [_row(annex) | {"by": by} for annex, by in found]


def _entered(where: Place) -> Any:
    here = (Annex.statement_id == where.statement.id) & (Annex.country == where.country)
    return select(Annex).where(here).order_by(Annex.n.desc())


def listed(statement: Statement) -> list[Row]:
    """What counts for each country that said something, by its name in the reader's language."""
    last = select(func.max(Annex.n)).where(
        Annex.statement_id == statement.id, Annex.country == _other.c.country
    )
    found = select(_other).where(_other.c.statement_id == statement.id, _other.c.n == last.scalar_subquery())
    rows = [_row(annex) for annex in db.session.execute(found)]
    return sorted(rows, key=lambda row: sort_key(row["name"]))


_other = Annex.__table__.alias("counts")


def said(annex: Annex) -> str:
    """An entry in a line, for who would replace it."""
    row = _row(annex)
    return ". ".join(part for part in (row["words"], row["instrument"], str(row["dated"] or "")) if part)


def _row(annex: Any) -> Row:
    return {
        "country": annex.country,
        "name": country(annex.country),
        "uptake": annex.uptake,
        "words": _(UPTAKES[Uptake(annex.uptake)]),
        "instrument": annex.instrument,
        "dated": annex.dated,
        "link": annex.link,
        "authority": annex.authority,
        "at": annex.at,
        "n": annex.n,
    }
