"""Finding a code among thousands, and which codes a report carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from cop.incidents.code_models import Code, Coded
from cop.incidents.code_rules import BEGINS, TOP, above
from cop.incidents.models import Incident
from cop.kernel.db import db

MOST = 60


@dataclass(frozen=True)
class Found:
    """A code and its label, below the labels of those above it."""

    code: str
    label: str
    way: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return f"{self.code} {' › '.join((*self.way, self.label))}"


def found(asked: str) -> list[Found]:
    """In order: what begins as a code that is asked for, what holds all words asked for, or what stands at the top."""
    rows = db.session.scalars(select(Code).where(*_conditions(asked)).order_by(Code.code).limit(MOST)).all()
    return _with_ways(rows)


def _conditions(asked: str) -> list[ColumnElement[bool]]:
    typed = asked.strip().upper()
    if not typed:
        return [func.length(Code.code) == TOP]
    if BEGINS.fullmatch(typed):
        return [Code.code.startswith(typed)]
    return [func.lower(Code.label).contains(word, autoescape=True) for word in asked.casefold().split()]


def _with_ways(rows: Sequence[Code]) -> list[Found]:
    wanted = {code for row in rows for code in above(row.code)}
    asked = select(Code.code, Code.label).where(Code.code.in_(wanted)) if wanted else None
    labels = dict(db.session.execute(asked).all()) if asked is not None else {}
    return [
        Found(row.code, row.label, tuple(labels[code] for code in above(row.code) if code in labels))
        for row in rows
    ]


def every() -> Sequence[Code]:
    """All that there are, to take along."""
    return db.session.scalars(select(Code).order_by(Code.code).limit(10_000)).all()


def of(incident: Incident) -> list[Found]:
    """Those that a report carries."""
    given = select(Code).join(Coded, Coded.code_id == Code.id).where(Coded.incident_id == incident.id)
    return _with_ways(db.session.scalars(given.order_by(Code.code)).all())
