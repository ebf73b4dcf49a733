"""What several writes about a series share, in the caller's transaction."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from cop.kernel import text
from cop.kernel.actions import lock_row
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid, Stale
from cop.meetings.series import recurrence_rules, rules, times
from cop.meetings.series.models import Occurrence, Series, Stub
from cop.meetings.series.recurrence_rules import Rule
from cop.meetings.series.rules import Plan, Slot
from cop.spaces.models import Space


def demand_open(space: Space) -> None:
    if space.archived_at is not None:
        raise IllegalMove(
            N_("The space is archived: nothing new is planned in it. The secretariat can open it again.")
        )


def planned_slots(
    plan: Plan, rule: Rule | None, left_out: Collection[datetime], now: datetime
) -> list[tuple[datetime, Slot]]:
    """Local start and slot of each date. Raises Invalid for what is past, or an hour that the zone skips."""
    rules.demand_plan(plan)
    walls = [plan.start]
    if rule is not None:
        recurrence_rules.demand_rule(plan.start, rule)
        walls = [wall for wall in recurrence_rules.walls(plan.start, rule) if wall not in left_out]
    if not walls:
        raise Invalid(N_("Every date of the series is left out. Keep one at least."), field="start")
    slots = [(wall, times.slot(wall, plan.zone, plan.minutes)) for wall in walls]
    rules.demand_future(slots[0][1].begins, now)
    return slots


def begun(space_id: int, organiser_id: int, plan: Plan, rule: Rule | None, now: datetime) -> Series:
    """A new series, added, without dates yet."""
    series = Series(
        uid=secrets.token_hex(16), space_id=space_id, organiser_id=organiser_id, created_at=now, sequence=0
    )
    series.title = plan.title
    describe(series, plan, now)
    set_pattern(series, plan, rule)
    series.place, series.link = plan.where
    db.session.add(series)
    return series


def set_pattern(series: Series, plan: Plan, rule: Rule | None) -> None:
    """When its dates are: what calendars are told as the event's start, zone, length and rule."""
    series.local_start, series.zone, series.minutes = times.written(plan.start), plan.zone, plan.minutes
    series.rrule = recurrence_rules.written(plan.start, rule) if rule else ""


def dated(series: Series, title: str, wall: datetime, slot: Slot) -> Occurrence:
    """A new date, added; it has its id once flushed."""
    meeting = Occurrence(
        series=series, title=title, slug=text.slug(title, "meeting"), original=times.written(wall)
    )
    meeting.begins, meeting.ends, meeting.state = slot.begins, slot.ends, slot.state
    db.session.add(meeting)
    return meeting


def describe(series: Series, plan: Plan, now: datetime) -> None:
    """Everything but the times and the place."""
    purpose = text.write(plan.purpose)
    series.purpose, series.purpose_html, series.renderer = purpose.source, purpose.html, purpose.renderer
    series.speech, series.changed_at = plan.speech.value, now
    series.quorum_members, series.quorum_countries = plan.quorum.members, plan.quorum.countries
    series.quorum_groups = plan.quorum.groups


def leave_stub(meeting: Occurrence, before: Slot, now: datetime) -> None:
    """Marks the old slot of a date that moved, once however often it comes and goes."""
    same = (Stub.meeting_id == meeting.id) & (Stub.begins == before.begins)
    if meeting.begins != before.begins and db.session.scalar(select(Stub.id).where(same)) is None:
        db.session.add(Stub(meeting_id=meeting.id, begins=before.begins, at=now))


def locked(meeting: Occurrence) -> Series:
    lock_row(meeting.series)
    return meeting.series


def demand_fresh(meeting: Occurrence, version: int) -> None:
    """Raises Stale unless ``version`` is the series' own."""
    series = meeting.series
    if series.version != version:
        start = times.wall(meeting.begins, series.zone)
        parts = (
            meeting.title,
            f"{start:%Y-%m-%d %H:%M} ({series.zone})",
            *meeting.where,
            series.purpose,
        )
        raise Stale(
            N_("Someone changed the meeting while you wrote. Compare, then send again."),
            theirs="\n\n".join(part for part in parts if part),
            version=series.version,
        )
