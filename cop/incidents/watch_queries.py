"""What reports set off: proposals to hold a pilot, and trends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from cop.incidents import choices, trials
from cop.incidents.models import Incident
from cop.incidents.trials import RUNS
from cop.incidents.visibility import visible_to
from cop.incidents.watch_models import Hold, Trend
from cop.kernel.db import db
from cop.kernel.refs import Resolved, ref
from cop.members.people_queries import countries_regulated


def hold(viewer: Any, id: int) -> Hold | None:
    """A proposal to the viewer's country, or any for the secretariat."""
    found = select(Hold).where(Hold.id == id).options(joinedload(Hold.incident, innerjoin=True))
    if "officer" not in viewer.roles:
        found = found.where(Hold.country.in_(countries_regulated(viewer)))
    return db.session.scalar(found)


def is_open(hold: Hold) -> bool:
    """Whether its regulator still has to decide: the pilot runs there, and nobody said why."""
    runs = any(t.country == hold.country and t.state == RUNS for t in trials.of_pilot(hold.pilot))
    return hold.answered_at is None and runs


def holds_of(incident: Incident) -> Sequence[Hold]:
    return db.session.scalars(
        select(Hold).where(Hold.incident_id == incident.id).order_by(Hold.id).limit(50)
    ).all()


def holds_awaiting(viewer: Any) -> list[Hold]:
    """Proposals that wait for the viewer as a regulator, oldest first."""
    running = [(country, trials.running_in(country)) for country in countries_regulated(viewer)]
    here = [
        (Hold.country == country) & Hold.pilot.in_(pilots)
        for country, pilots in running
        if pilots is not None
    ]
    if not here:
        return []
    query = select(Hold).where(Hold.answered_at.is_(None), or_(*here)).options(joinedload(Hold.incident))
    return list(db.session.scalars(query.order_by(Hold.id).limit(10)))


def trend(viewer: Any, id: int) -> Trend | None:
    """For the secretariat alone."""
    return db.session.get(Trend, id) if "officer" in viewer.roles else None


def reports_of(trend: Trend, viewer: Any) -> Sequence[Any]:
    """(uid, kind, product, product_version, country, reported_at) of the reports that a trend is made of."""
    columns = (Incident.uid, Incident.kind, Incident.product, Incident.product_version, Incident.country)
    query = select(*columns, Incident.reported_at).where(
        Incident.product_key == trend.product_key, Incident.failure == trend.failure, visible_to(viewer)
    )
    return db.session.execute(query.order_by(Incident.id.desc()).limit(50)).all()


def resolve_trends(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    if "officer" not in viewer.roles:
        return
    for one in db.session.scalars(select(Trend).where(Trend.id.in_(ids))):
        title = f"{one.product}: {gettext(choices.FAILURES[one.failure])}"
        yield Resolved(ref("trend", one.id), "trend", title, url_for("incidents.trend", id=one.id))
