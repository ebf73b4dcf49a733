"""Reminders are chosen for a series, and go out by the clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.ledger import record
from cop.meetings import permits
from cop.meetings.reminders.models import Reminded, ReminderPlan
from cop.meetings.reminders.rules import WAYS
from cop.meetings.series.models import Occurrence
from cop.meetings.series.writing import locked


@action(permits.may_organise, lock="meeting")
def choose_reminders(meeting: Occurrence, keys: Sequence[str], *, actor: Any, now: datetime) -> None:
    """For all dates of the series; none at all is a choice, too."""
    series = locked(meeting)
    plan = db.session.get(ReminderPlan, series.id) or ReminderPlan(series_id=series.id)
    plan.keys = [key for key in WAYS if key in keys]
    db.session.add(plan)
    record("reminders_chosen", meeting.ref, actor=actor, now=now, reminders=plan.keys)


@action(permits.by_the_clock, lock="meeting")
def remind(meeting: Occurrence, key: str, *, actor: Any, now: datetime) -> None:
    """Once for each start (or end) that the date is set to: a date that moves is reminded of anew."""
    moment = WAYS[key].counts_from(meeting.slot)
    same = (Reminded.meeting_id == meeting.id) & (Reminded.key == key) & (Reminded.moment == moment)
    if db.session.scalar(select(Reminded.id).where(same)) is None:
        db.session.add(Reminded(meeting_id=meeting.id, key=key, moment=moment))
        at = moment.isoformat()
        record("meeting_reminded", meeting.ref, actor=actor, now=now, reminder=key, moment=at)
