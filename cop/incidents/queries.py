"""What is read about incidents, each with its visibility in the query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from cop.incidents import choices
from cop.incidents.fields import ACTION, STAGES, Stage
from cop.incidents.models import Incident, Look, Reporter
from cop.incidents.rules import CITABLE_FROM, State
from cop.incidents.visibility import met_by, visible_to
from cop.kernel import paging
from cop.kernel.db import db
from cop.kernel.refs import Resolved, ref
from cop.members.models import Member

SIZE = 30
PARTS = (Incident.agreements, Incident.respondents, Incident.replies, Incident.changes)
LOOKS_LAST = timedelta(minutes=15)


def incident(viewer: Any, uid: str) -> Incident | None:
    """A report with all that hangs on it, whole; how much of it the viewer reads says ``visibility.sight``."""
    found = select(Incident).where(Incident.uid == uid, met_by(viewer))
    return db.session.scalar(found.options(*(selectinload(part) for part in PARTS)))


@dataclass(frozen=True)
class Editing:
    """A part of a report's form."""

    incident: Incident
    stage: Stage


def stage(viewer: Any, uid: str, stage: str) -> Editing | None:
    found = _read_by(viewer, uid)
    return Editing(found, STAGES[stage]) if found and stage in STAGES and stage != ACTION.key else None


def action_stage(viewer: Any, uid: str) -> Editing | None:
    found = _read_by(viewer, uid)
    return Editing(found, ACTION) if found else None


def read(viewer: Any, uid: str) -> Incident | None:
    """The same as ``incident``, but nothing of what is only offered."""
    return _read_by(viewer, uid)


def _read_by(viewer: Any, uid: str) -> Incident | None:
    seen = select(Incident.id).where(Incident.uid == uid, visible_to(viewer))
    return incident(viewer, uid) if db.session.scalar(seen) else None


@dataclass(frozen=True)
class Wished:
    """What a list is narrowed to; "" for everything."""

    country: str = ""
    failure: str = ""
    harm: str = ""


COLUMNS = (
    Incident.id, Incident.uid, Incident.kind, Incident.product, Incident.product_version, Incident.harm,
    Incident.failure, Incident.country, Incident.month, Incident.level, Incident.state, Incident.lesson,
)  # fmt: skip


def listed(viewer: Any, wished: Wished, cursor: str = "", size: int = SIZE) -> paging.Page:
    """Newest first, of what the viewer reads or is offered."""
    query = select(*COLUMNS).where(met_by(viewer))
    if wished.country:
        query = query.where(Incident.country == wished.country)
    if wished.failure:
        query = query.where(Incident.failure == wished.failure)
    if wished.harm:
        query = query.where(Incident.harm >= int(wished.harm))
    return paging.read(query, (Incident.id,), cursor=cursor, size=size)


def resolve(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    rows = db.session.execute(
        select(Incident.id, Incident.uid, Incident.kind, Incident.product, Incident.harm, Incident.level)
        .where(Incident.id.in_(ids), visible_to(viewer))
        .order_by(Incident.id)
    )
    for row in rows:
        title = f"{row.uid} {gettext(choices.KINDS[row.kind])}: {row.product}"
        address = url_for("incidents.incident", uid=row.uid)
        yield Resolved(
            ref("incident", row.id), "incident", title, address, gettext(choices.HARMS[str(row.harm)])
        )


def citable(id: int) -> bool:
    """Whether a statement may rest on it: whoever reads the statement as a member reads the report."""
    return db.session.scalar(select(Incident.level).where(Incident.id == id)) in range(CITABLE_FROM, 5)


def open_about(pilot: str) -> list[str]:
    """Uids of the reports about a pilot that nobody has closed."""
    still = select(Incident.uid).where(Incident.pilot == pilot, Incident.state == State.OPEN)
    return list(db.session.scalars(still.order_by(Incident.id).limit(20)))


def looks(incident: Incident) -> list[Any]:
    """(at, name, reason) of who looked up the reporter, newest first."""
    query = select(Look.at, Member.name, Look.reason).join(Member, Member.id == Look.reader_id)
    return list(
        db.session.execute(query.where(Look.incident_id == incident.id).order_by(Look.id.desc()).limit(50))
    )


def looked_lately(viewer: Any, incident: Incident, now: datetime) -> bool:
    since = (Look.reader_id == viewer.id) & (Look.at > now - LOOKS_LAST)
    found = select(Look.id).where(Look.incident_id == incident.id, since).limit(1)
    return db.session.scalar(found) is not None


def who_reported(incident: Incident) -> Member | None:
    """For who has just said why they look: every reading goes through ``look_actions``."""
    who = select(Member).join(Reporter, Reporter.member_id == Member.id)
    return db.session.scalar(who.where(Reporter.incident_id == incident.id))
