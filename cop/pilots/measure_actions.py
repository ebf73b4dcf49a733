"""Entering readings and the bounds they are held against. A crossed stop rule is told in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid, Stale
from cop.kernel.ledger import record
from cop.pilots import gates, moving, permits
from cop.pilots.flags import REVIEWED
from cop.pilots.measure_models import Bound, Reading
from cop.pilots.measure_rules import Share, Taken, crosses
from cop.pilots.models import Metric, Pilot, PilotCountry
from cop.pilots.parts_actions import STALE


@action(permits.may_edit)
def set_bound(
    metric: Metric,
    way: str,
    promise: int | None,
    stop: int | None,
    version: int,
    *,
    actor: Any,
    now: datetime,
) -> None:
    """The criterion's numbers, in whole percents. Raises IllegalMove once the pilot has started anywhere."""
    pilot = moving.hold(metric)
    if set(gates.states(pilot)) & gates.STARTED:
        raise IllegalMove(N_("The pilot has started: promise and stop rule stand as they were then."))
    bound = db.session.scalar(select(Bound).filter_by(metric_id=metric.id))
    if (bound.version if bound else 0) != version:
        raise Stale(STALE, version=bound.version if bound else 0)
    bound = bound or Bound(metric_id=metric.id, version=0)
    bound.way, bound.promise, bound.stop, bound.version = way, promise, stop, version + 1
    db.session.add(bound)
    _told("pilot_edited", pilot, actor, now, stage="bounds")


@action(permits.may_edit)
def enter_readings(
    track: PilotCountry, taken: Sequence[Taken], correct: bool, *, actor: Any, now: datetime
) -> list[Reading]:
    """All readings or none. ``correct``: what stands for the same day is replaced, and kept.

    Raises IllegalMove where nothing runs, Invalid for a reading that cannot be.
    """
    pilot = moving.hold(track)
    if track.at not in REVIEWED:
        raise IllegalMove(
            N_("Readings are entered from the start in this country until its report is closed.")
        )
    if not taken:
        raise Invalid(N_("There is no reading to enter; write at least one."))
    made = [_enter(track, one, correct, actor, now) for one in taken]
    _told("pilot_readings_entered", pilot, actor, now, countries=[track.country], number=len(made))
    for reading in made:
        _alert(pilot, reading, actor, now)
    return made


def _enter(track: PilotCountry, one: Taken, correct: bool, actor: Any, now: datetime) -> Reading:
    _demand_possible(track, one, now)
    same = {"track_id": track.id, "metric_id": one.metric, "day": one.day, "subgroup": one.subgroup}
    stands = db.session.scalar(select(Reading).filter_by(**same, replaced_at=None))
    if stands and not correct:
        raise Invalid(
            N_("There is a reading of this criterion for %(day)s already. Say that yours corrects it."),
            field="correct",
            day=one.day.isoformat(),
        )
    turn = 0
    if stands:
        stands.replaced_at, turn = now, stands.turn + 1
    measured = {"found": one.found, "out_of": one.out_of, "month": one.day.isoformat()[:7]}
    made = Reading(**same, **measured, turn=turn, by_id=actor.id, entered_at=now)
    db.session.add(made)
    db.session.flush()
    return made


def _demand_possible(track: PilotCountry, one: Taken, now: datetime) -> None:
    if all(metric.id != one.metric for metric in track.pilot.metrics):
        raise Invalid(N_("Choose one of this pilot's success criteria."), field="metric")
    if one.day > now.date():
        raise Invalid(N_("This day is yet to come."), field="day")
    if one.out_of < 1:
        raise Invalid(N_("The denominator is at least 1."), field="out_of")
    if one.found > one.out_of:
        raise Invalid(N_("There cannot be more than the denominator."), field="found")


def _alert(pilot: Pilot, reading: Reading, actor: Any, now: datetime) -> None:
    """Tells that a stop rule is crossed; each reading once, since it is entered once."""
    bound = db.session.scalar(select(Bound).filter_by(metric_id=reading.metric_id))
    if bound and crosses(Share(reading.found, reading.out_of), bound.way, bound.stop):
        country = db.session.get_one(PilotCountry, reading.track_id).country
        _told("pilot_stop_crossed", pilot, actor, now, countries=[country], reading=reading.id)


def _told(verb: str, pilot: Pilot, actor: Any, now: datetime, **facts: Any) -> None:
    db.session.flush()
    moving.heard(pilot, actor, now)
    record(verb, pilot.ref, actor=actor, now=now, audience=moving.audience(pilot), **facts)
