"""Meetings are moved, renamed, placed elsewhere, called off."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.kernel.actions import action
from cop.kernel.errors import N_, Invalid
from cop.kernel.ledger import record
from cop.meetings import permits
from cop.meetings.company import queries as company_queries
from cop.meetings.series import queries, rules, times
from cop.meetings.series.models import Occurrence
from cop.meetings.series.rules import Plan, Slot, State
from cop.meetings.series.writing import demand_fresh, describe, leave_stub, locked
from cop.spaces.speech_rules import demand_kept


@action(permits.may_organise, lock="meeting")
def edit(meeting: Occurrence, plan: Plan, version: int, *, actor: Any, now: datetime) -> Occurrence:
    """Changes what the organiser set; ``version`` is the series' that was edited.

    Raises Stale when someone was faster, IllegalMove once the meeting is over, for its times once it has begun,
    and for a rule of speech that tells more than those were promised who answered.
    """
    series = locked(meeting)
    demand_fresh(meeting, version)
    rules.demand_scheduled(meeting.state)
    rules.demand_plan(plan)
    demand_kept(series.speech, plan.speech.value, relied_on=company_queries.has_answers(series))
    before, where, alone = meeting.slot, meeting.where, len(queries.dates(meeting)) == 1
    _rename(meeting, plan.title, alone)
    describe(series, plan, now)
    _place(meeting, plan, alone)
    _move(meeting, plan, alone, now)
    series.sequence = rules.sequence_after(series.sequence, before, meeting.slot)
    series.version += 1
    _record_change(meeting, before, plan.where != where, actor, now)
    return meeting


def _rename(meeting: Occurrence, title: str, alone: bool) -> None:
    """The only date carries its series' name along."""
    meeting.title = title
    if alone:
        meeting.series.title = title


def _place(meeting: Occurrence, plan: Plan, alone: bool) -> None:
    """The only date carries its series' place along; of several, this one alone is elsewhere."""
    series = meeting.series
    if alone:
        series.place, series.link = plan.where
    meeting.own_place = None if plan.place == series.place else plan.place
    meeting.own_link = None if plan.link == series.link else plan.link


def _move(meeting: Occurrence, plan: Plan, alone: bool, now: datetime) -> None:
    series, slot = meeting.series, times.slot(plan.start, plan.zone, plan.minutes)
    if plan.zone != series.zone:
        _change_zone(meeting, plan, alone)
    if slot != meeting.slot:
        rules.demand_coming(meeting.slot, now)
        rules.demand_future(slot.begins, now)
        before, (meeting.begins, meeting.ends) = meeting.slot, (slot.begins, slot.ends)
        leave_stub(meeting, before, now)


def _change_zone(meeting: Occurrence, plan: Plan, alone: bool) -> None:
    """Calendars know a date by its first wall time in the series' zone, so the zone of several dates stays."""
    if not alone:
        raise Invalid(
            N_(
                "The series has other dates in %(zone)s, so its zone stays. Schedule a new meeting in the other zone."
            ),
            field="zone",
            zone=meeting.series.zone,
        )
    meeting.original = meeting.series.local_start = times.written(plan.start)
    meeting.series.zone = plan.zone


def _record_change(meeting: Occurrence, before: Slot, elsewhere: bool, actor: Any, now: datetime) -> None:
    audience = meeting.series.space.audience
    if meeting.slot != before:
        was = before.begins.isoformat()
        record("meeting_moved", meeting.ref, actor=actor, now=now, audience=audience, was=was)
    else:
        record(
            "meeting_edited", meeting.ref, actor=actor, now=now, audience=audience, elsewhere=int(elsewhere)
        )


@action(permits.may_organise, lock="meeting")
def cancel(meeting: Occurrence, reason: str, *, actor: Any, now: datetime) -> None:
    rules.demand_scheduled(meeting.state)
    series, before = locked(meeting), meeting.slot
    meeting.state, meeting.reason = State.cancelled.value, reason
    series.sequence = rules.sequence_after(series.sequence, before, meeting.slot)
    series.version, series.changed_at = series.version + 1, now
    record("meeting_cancelled", meeting.ref, actor=actor, now=now, audience=series.space.audience)


@action(permits.may_organise, lock="meeting")
def cancel_from(meeting: Occurrence, reason: str, *, actor: Any, now: datetime) -> None:
    """Calls off the date and all those after it that stand. Raises IllegalMove once it has begun."""
    rules.demand_coming(meeting.slot, now)
    series = locked(meeting)
    standing = [date for date in queries.coming_from(meeting, now) if date.state == State.scheduled.value]
    for date in standing:
        date.state, date.reason = State.cancelled.value, reason
    series.sequence, series.version, series.changed_at = series.sequence + 1, series.version + 1, now
    audience = series.space.audience
    record(
        "meeting_series_cancelled",
        meeting.ref,
        actor=actor,
        now=now,
        audience=audience,
        dates=len(standing),
    )
