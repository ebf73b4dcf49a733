"""Which meetings somebody may have to be reminded of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from cop.kernel.db import db
from cop.meetings.reminders.models import Reminded, ReminderPlan
from cop.meetings.reminders.rules import FARTHEST, USUAL
from cop.meetings.series.models import Occurrence, Series
from cop.meetings.series.rules import State


def keys_of(series_id: int) -> list[str]:
    plan = db.session.get(ReminderPlan, series_id)
    return list(USUAL) if plan is None else plan.keys


def near(now: datetime) -> list[tuple[Occurrence, list[str], datetime]]:
    """(meeting, its reminders, when its series was last changed) of those that stand and are not farther from now than
    the farthest reminder."""
    listed = select(Occurrence, ReminderPlan.keys, Series.changed_at).join(Occurrence.series)
    listed = listed.outerjoin(ReminderPlan, ReminderPlan.series_id == Series.id)
    standing = Occurrence.state != State.cancelled.value
    within = (Occurrence.begins <= now + FARTHEST) & (Occurrence.ends >= now - FARTHEST)
    rows = db.session.execute(listed.where(standing, within).order_by(Occurrence.id))
    return [(meeting, list(USUAL) if keys is None else keys, at) for meeting, keys, at in rows]


def sent(ids: Iterable[int]) -> set[tuple[int, str, datetime]]:
    """(meeting's id, reminder, the moment it counted from) of what went out."""
    columns = select(Reminded.meeting_id, Reminded.key, Reminded.moment)
    rows = db.session.execute(columns.where(Reminded.meeting_id.in_(list(ids))))
    return {(meeting, key, moment) for meeting, key, moment in rows}
