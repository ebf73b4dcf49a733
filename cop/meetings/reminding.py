"""Sending the reminders that are due. Nothing is planned ahead: each tick reads when the dates are now, so a date that
was moved is reminded of at its new time without anybody recomputing anything."""

from __future__ import annotations

from datetime import datetime

from cop.kernel.permits import SYSTEM
from cop.meetings import reminder_actions, reminder_queries
from cop.meetings.reminder_rules import WAYS, due


def remind_due(now: datetime) -> None:
    near = reminder_queries.near(now)
    wanted = [(meeting, key) for meeting, keys, at in near for key in due(meeting.slot, at, keys, now)]
    sent = reminder_queries.sent({meeting.id for meeting, _key in wanted}) if wanted else set()
    for meeting, key in wanted:
        if (meeting.id, key, WAYS[key].counts_from(meeting.slot)) not in sent:
            reminder_actions.remind(meeting, key, actor=SYSTEM, now=now)
