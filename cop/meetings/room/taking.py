"""What every write about a sitting meeting begins and ends with."""

from __future__ import annotations

from datetime import datetime

from cop.meetings.minutes import queries as minutes_queries
from cop.meetings.room import rules as room_rules
from cop.meetings.series.models import Occurrence


def demand_open(meeting: Occurrence, now: datetime) -> None:
    """Raises IllegalMove before the start, and once the minutes are adopted."""
    minutes = minutes_queries.minutes(meeting)
    room_rules.demand_open_record(meeting.slot, minutes.state if minutes else None, now)


def changed(meeting: Occurrence) -> None:
    """Whoever has the meeting open is shown it."""
    meeting.pulse += 1
