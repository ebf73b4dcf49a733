"""What is read of readings: months, never single days, so that no answer grows with their number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, func, literal, or_, select

from cop.kernel.db import db
from cop.pilots.measure_models import Bound, Reading
from cop.pilots.measure_rules import Way
from cop.pilots.models import Metric, Pilot, PilotCountry

MOST = 5_000


def bounds(pilot: Pilot) -> dict[int, Bound]:
    """By criterion."""
    found = select(Bound).join(Bound.metric).where(Metric.pilot_id == pilot.id)
    return {bound.metric_id: bound for bound in db.session.scalars(found)}


def bound(metric: Metric) -> Bound | None:
    return db.session.scalar(select(Bound).filter_by(metric_id=metric.id))


def any_of(pilot: Pilot) -> bool:
    asked = select(Reading.id).join(Reading.track).where(PilotCountry.pilot_id == pilot.id).limit(1)
    return db.session.scalar(asked) is not None


def months(pilot: Pilot, by_country: bool) -> Sequence[Any]:
    """(metric_id, country or "", subgroup, month, found, out_of) of what stands, summed, in that order."""
    country: Any = PilotCountry.country if by_country else literal("")
    keys = [Reading.metric_id, *([country] if by_country else []), Reading.subgroup, Reading.month]
    summed = select(
        Reading.metric_id,
        country.label("country"),
        Reading.subgroup,
        Reading.month,
        func.sum(Reading.found).label("found"),
        func.sum(Reading.out_of).label("out_of"),
    ).join(Reading.track)
    stands = (PilotCountry.pilot_id == pilot.id) & Reading.replaced_at.is_(None)
    return db.session.execute(summed.where(stands).group_by(*keys).order_by(*keys).limit(MOST)).all()


def crossed(pilot: Pilot) -> Sequence[Any]:
    """(country, name, day, found, out_of, stop) of the last readings beyond their stop rule that stand."""
    measured, bound = 100 * Reading.found, Bound.stop * Reading.out_of
    beyond = or_(
        and_(Bound.way == Way.LEAST, measured < bound), and_(Bound.way == Way.MOST, measured > bound)
    )
    query = select(
        PilotCountry.country, Metric.name, Reading.day, Reading.found, Reading.out_of, Bound.stop
    ).select_from(Reading)
    query = query.join(Bound, Bound.metric_id == Reading.metric_id).join(Metric, Metric.id == Bound.metric_id)
    query = query.join(PilotCountry, PilotCountry.id == Reading.track_id)
    query = query.where(PilotCountry.pilot_id == pilot.id, Reading.replaced_at.is_(None), beyond)
    return db.session.execute(query.order_by(Reading.day.desc(), Reading.id.desc()).limit(10)).all()
