"""What reports newly teach: which ones members came to read in a month, who is told, and what everyone may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from cop.delivery.level_models import EVERYWHERE, NotificationLevel
from cop.delivery.level_rules import Level as Letters
from cop.incidents.models import Agreement, Incident
from cop.incidents.rules import Level
from cop.kernel.counters import Counter
from cop.kernel.db import db
from cop.members.models import Member
from cop.members.rules import State

LESSONS = "lessons:1"
"""The ref of the monthly letter: by it a member says that it should not come."""
MOST = 20
TOLD = (
    Incident.id, Incident.uid, Incident.kind, Incident.product, Incident.product_version, Incident.failure,
    Incident.level, Incident.lesson,
)  # fmt: skip


@dataclass(frozen=True)
class Monthly:
    """The letter, as what a member has a level for."""

    viewer_id: int
    ref: str = LESSONS

    @property
    def title(self) -> str:
        return _("What reports teach, once a month")


def monthly(viewer: Any) -> Monthly | None:
    return Monthly(viewer.id) if viewer.is_member else None


def series(month: str) -> str:
    """The counter that is raised when a month was told."""
    return f"lessons:{month}"


def was_told(month: str) -> bool:
    return db.session.scalar(select(Counter.last).where(Counter.series == series(month))) is not None


def newly_open(begins: datetime, ends: datetime) -> list[int]:
    """Ids of reports that members read, and have read since a moment in that time."""
    agreed = select(Agreement.incident_id).where(Agreement.level == Level.MEMBERS)
    within = agreed.where(Agreement.at >= begins, Agreement.at < ends)
    later = agreed.where(Agreement.at >= ends)
    read = select(Incident.id).where(Incident.level >= Level.MEMBERS)
    found = read.where(Incident.id.in_(within), Incident.id.not_in(later))
    return list(db.session.scalars(found.order_by(Incident.id.desc())))


def told(ids: Sequence[int]) -> Sequence[Any]:
    """Of these reports those that members still read, with the words that everyone may read first."""
    found = select(*TOLD).where(Incident.id.in_(ids), Incident.level >= Level.MEMBERS)
    return db.session.execute(found.order_by(Incident.level.desc(), Incident.id.desc())).all()


def readers() -> list[int]:
    """Ids of members who did not say that they want no such letter."""
    own, usual = aliased(NotificationLevel), aliased(NotificationLevel)
    wanted = func.coalesce(own.level, usual.level, int(Letters.NORMAL)) > Letters.MUTED
    found = (
        select(Member.id)
        .outerjoin(own, (own.member_id == Member.id) & (own.subject == LESSONS))
        .outerjoin(usual, (usual.member_id == Member.id) & (usual.subject == EVERYWHERE))
        .where(Member.state == State.active.value, wanted)
    )
    return list(db.session.scalars(found.order_by(Member.id)))


def public(most: int = 50) -> list[tuple[Any, datetime]]:
    """(report, since when) of the newest that everyone may read."""
    rows = db.session.execute(
        select(*TOLD).where(Incident.level >= Level.PUBLIC).order_by(Incident.id.desc()).limit(most)
    ).all()
    opened = select(Agreement.incident_id, func.max(Agreement.at)).where(Agreement.level == Level.PUBLIC)
    asked = opened.where(Agreement.incident_id.in_([row.id for row in rows])).group_by(Agreement.incident_id)
    since = dict(db.session.execute(asked).all())
    return [(row, since[row.id]) for row in rows]
