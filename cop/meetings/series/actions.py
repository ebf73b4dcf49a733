"""Meetings are called and, by the clock, over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid
from cop.kernel.ledger import record
from cop.meetings import permits
from cop.meetings.series import rules, times
from cop.meetings.series.models import Occurrence, Series
from cop.meetings.series.recurrence_rules import Rule
from cop.meetings.series.rules import Plan, State
from cop.meetings.series.writing import begun, dated, demand_open, locked, planned_slots
from cop.spaces.models import Space


@action(permits.may_schedule)
def schedule(
    space: Space,
    plan: Plan,
    rule: Rule | None = None,
    left_out: Collection[datetime] = (),
    *,
    actor: Any,
    now: datetime,
) -> Occurrence:
    """A new series: with its one date, or with those that ``rule`` gives but for the local starts ``left_out``.

    Returns the first date. Raises Invalid, IllegalMove.
    """
    demand_open(space)
    slots = planned_slots(plan, rule, left_out, now)
    series = begun(space.id, actor.id, plan, rule, now)
    dates = [dated(series, plan.title, wall, slot) for wall, slot in slots]
    db.session.flush()
    record("meeting_scheduled", dates[0].ref, actor=actor, now=now, audience=space.audience, dates=len(dates))
    return dates[0]


@action(permits.may_organise, lock="meeting")
def add_date(
    meeting: Occurrence, title: str, wall: datetime, minutes: int, *, actor: Any, now: datetime
) -> Occurrence:
    """Another date of the meeting's series, in the series' zone. Raises Invalid at ``start``."""
    series = locked(meeting)
    demand_open(series.space)
    plan = Plan(title, "", wall, series.zone, minutes, "", "", rules.Speech(series.speech), series.quorum)
    ((_wall, slot),) = planned_slots(plan, None, (), now)
    _demand_free(series, wall)
    series.sequence, series.version, series.changed_at = series.sequence + 1, series.version + 1, now
    made = dated(series, title, wall, slot)
    db.session.flush()
    record("meeting_date_added", made.ref, actor=actor, now=now, audience=series.space.audience)
    return made


def _demand_free(series: Series, wall: datetime) -> None:
    same = (Occurrence.series_id == series.id) & (Occurrence.original == times.written(wall))
    if db.session.scalar(select(Occurrence.id).where(same)) is not None:
        raise Invalid(N_("The series has a date at that time already. Choose another time."), field="start")


@action(permits.by_the_clock, lock="meeting")
def conclude(meeting: Occurrence, *, actor: Any, now: datetime) -> None:
    """The meeting is over. What happened meanwhile to it (cancelled, moved) stands."""
    if meeting.state == State.scheduled.value and meeting.ends <= now:
        meeting.state = State.held.value
        record("meeting_held", meeting.ref, actor=actor, now=now, audience=meeting.series.space.audience)
