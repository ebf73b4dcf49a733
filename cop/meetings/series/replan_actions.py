"""A series is planned anew from one of its dates on.

"All dates" is from the next one on: what was held stays as it was. A series none of whose dates is past keeps its uid;
else what follows goes on as a series of its own, and the one before ends the day before.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.ledger import record
from cop.meetings import permits
from cop.meetings.company import queries as company_queries
from cop.meetings.reminders.models import ReminderPlan
from cop.meetings.series import queries, recurrence_rules, replan_rules, rules, times
from cop.meetings.series.models import Occurrence, Series
from cop.meetings.series.recurrence_rules import Rule
from cop.meetings.series.rules import Plan, Slot, State
from cop.meetings.series.writing import (
    begun,
    dated,
    demand_fresh,
    demand_open,
    describe,
    leave_stub,
    locked,
    planned_slots,
    set_pattern,
)
from cop.spaces.speech_rules import demand_kept

Place = tuple[datetime, Slot]


Steps = list[tuple[Occurrence | None, Place | None]]
"""A date and its place in the new plan; None for a date that is new, and for the place of one that falls away."""


@action(permits.may_organise, lock="meeting")
def replan(
    meeting: Occurrence, plan: Plan, rule: Rule, version: int, *, actor: Any, now: datetime
) -> Occurrence:
    """From ``meeting`` on, the series is as ``plan`` says and comes again as ``rule`` says.

    A date keeps its answers and agenda where the new plan has its day, or takes its place in the order; one that was
    moved or cancelled by itself stays so while its day and hour are the same; one that is elsewhere by itself, while
    the place of the series is the same. Raises Stale, Invalid, IllegalMove.
    """
    series = locked(meeting)
    demand_fresh(meeting, version)
    demand_open(series.space)
    rules.demand_coming(meeting.slot, now)
    places, was, where = planned_slots(plan, rule, (), now), meeting.slot, series.where
    dates = queries.coming_from(meeting, now)
    demand_kept(series.speech, plan.speech.value, relied_on=company_queries.answered(dates))
    steps = _steps(dates, places)
    kept = [date for date, place in steps if date and place and _same(date, place, plan)]
    whole = len(dates) == len(queries.dates(meeting))
    _carry_out(steps, kept, _going_on(meeting, whole, plan, rule, now), plan, series.title)
    leave_stub(meeting, was, now)
    if elsewhere := plan.where != where:
        _together(dates)
    facts = {"moved": int(len(kept) < len(steps)), "elsewhere": int(elsewhere)}
    facts["before"] = 0 if whole else queries.last_of(series.id).id
    audience = series.space.audience
    record("meeting_series_replanned", meeting.ref, actor=actor, now=now, audience=audience, **facts)
    return meeting


def _steps(dates: list[Occurrence], places: list[Place]) -> Steps:
    days = [datetime.fromisoformat(date.original).date() for date in dates]
    cancelled = {day for day, date in zip(days, dates, strict=True) if date.state == State.cancelled.value}
    pairs = replan_rules.matched(days, [wall.date() for wall, _ in places], frozenset(cancelled))
    return [(None if old is None else dates[old], None if new is None else places[new]) for old, new in pairs]


def _same(date: Occurrence, place: Place, plan: Plan) -> bool:
    """Whether the date's planned hour and length are those of before; where it was moved to by itself, it stays."""
    series = date.series
    return (date.original, series.zone, series.minutes) == (times.written(place[0]), plan.zone, plan.minutes)


def _going_on(meeting: Occurrence, whole: bool, plan: Plan, rule: Rule, now: datetime) -> Series:
    """The series that the dates belong to from now on, described and with its pattern: the same if all of it is."""
    series = meeting.series
    series.sequence, series.version, series.changed_at = series.sequence + 1, series.version + 1, now
    if not whole:
        _end_before(series, meeting)
        after = begun(series.space_id, series.organiser_id, plan, rule, now)
        after.goes_on_from, after.version = (
            series.line,
            series.version,
        )  # a form made before is stale after it too
        db.session.flush()
        if reminders := db.session.get(ReminderPlan, series.id):
            db.session.add(ReminderPlan(series_id=after.id, keys=reminders.keys))
        return after
    describe(series, plan, now)
    set_pattern(series, plan, rule)
    series.place, series.link = plan.where
    return series


def _together(dates: list[Occurrence]) -> None:
    """All of them are where the series is."""
    for date in dates:
        date.own_place = date.own_link = None


def _end_before(series: Series, meeting: Occurrence) -> None:
    """The rule of a series that is cut says no more than what is left of it."""
    if series.rrule:
        start, day = datetime.fromisoformat(series.local_start), datetime.fromisoformat(meeting.original)
        rule = replan_rules.ending_before(recurrence_rules.read(series.rrule), day.date())
        series.rrule = recurrence_rules.written(start, rule) if recurrence_rules.walls(start, rule) else ""


def _carry_out(steps: Steps, kept: list[Occurrence], series: Series, plan: Plan, called: str) -> None:
    _make_room(steps)
    for date, place in steps:
        if date is None and place is not None:
            dated(series, plan.title, *place)
        elif date is not None and place is None:
            date.state = State.cancelled.value
        elif date is not None and place is not None:
            date.series, date.original = series, times.written(place[0])
            date.title = plan.title if date.title == called else date.title
            if date not in kept:
                date.begins, date.ends = place[1].begins, place[1].ends
    series.title = plan.title
    db.session.flush()


def _make_room(steps: Steps) -> None:
    """No two dates of a series have one first time, not even while one takes another's."""
    for date, place in steps:
        if date is not None and place is not None:
            date.original = f"~{date.id}"
    db.session.flush()
