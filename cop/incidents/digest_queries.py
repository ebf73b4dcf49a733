"""The digest: how many reports of which kind, month by month, and what to watch for; of what the reader may read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from cop.incidents.models import Incident
from cop.incidents.rules import Harm, Level
from cop.kernel.db import db

MONTHS = 12


@dataclass
class Digest:
    """``months``: (month, reports, of them with serious harm or worse), newest first; ``failures`` with their number."""

    months: list[tuple[str, int, int]] = field(default_factory=list)
    failures: list[tuple[str, int]] = field(default_factory=list)


def read_by(viewer: Any) -> ColumnElement[bool]:
    """Condition on Incident: told in the digest to members, or to everyone; nothing that fewer read is counted."""
    return Incident.level >= (Level.MEMBERS if viewer.is_member else Level.PUBLIC)


def digest(viewer: Any, today: date) -> Digest:
    """Of the last twelve months in which something happened."""
    columns = (Incident.month, Incident.failure, Incident.harm, func.count(Incident.id).label("number"))
    query = select(*columns).where(read_by(viewer), Incident.month > _first(today))
    rows = db.session.execute(query.group_by(Incident.month, Incident.failure, Incident.harm)).all()
    every, grave, failed = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        every[row.month] += row.number
        grave[row.month] += row.number if row.harm >= Harm.SERIOUS else 0
        failed[row.failure] += row.number if row.failure else 0
    months = [(month, every[month], grave[month]) for month in sorted(every, reverse=True)]
    return Digest(months, [(key, number) for key, number in failed.most_common() if number])


def _first(today: date) -> str:
    """The month before the first one told of."""
    number = today.year * 12 + today.month - 1 - MONTHS
    return f"{number // 12}-{number % 12 + 1:02}"


def lessons(viewer: Any) -> Sequence[Any]:
    """(uid, kind, product, product_version, month, lesson), newest first."""
    columns = (Incident.uid, Incident.kind, Incident.product, Incident.product_version, Incident.month)
    query = select(*columns, Incident.lesson).where(read_by(viewer), Incident.lesson != "")
    return db.session.execute(query.order_by(Incident.id.desc()).limit(20)).all()
