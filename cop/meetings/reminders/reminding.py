"""Sending the reminders that are due. Nothing is planned ahead: each tick reads when the dates are now, so a date that
was moved is reminded of at its new time without anybody recomputing anything."""

from __future__ import annotations

from datetime import datetime

from cop.kernel.permits import SYSTEM
from cop.meetings.reminders import actions as reminder_actions
from cop.meetings.reminders import due_actions, due_queries
from cop.meetings.reminders import queries as reminder_queries
from cop.meetings.reminders.due_rules import reminder
from cop.meetings.reminders.rules import WAYS, due


def remind_due(now: datetime) -> None:
    """Of meetings: those who are invited, or were there."""
    near = reminder_queries.near(now)
    wanted = [(meeting, key) for meeting, keys, at in near for key in due(meeting.slot, at, keys, now)]
    sent = reminder_queries.sent({meeting.id for meeting, _key in wanted}) if wanted else set()
    for meeting, key in wanted:
        if (meeting.id, key, WAYS[key].counts_from(meeting.slot)) not in sent:
            reminder_actions.remind(meeting, key, actor=SYSTEM, now=now)


def remind_owners(now: datetime) -> None:
    """Of actions: who took them on."""
    near = [(item, reminder(item.due, item.at, zone, now)) for item, zone in due_queries.near(now)]
    wanted = [(item, key) for item, key in near if key]
    sent = due_queries.sent([item for item, _key in wanted]) if wanted else set()
    for item, key in wanted:
        if (item.id, key) not in sent:
            due_actions.remind_owner(item, key, actor=SYSTEM, now=now)
