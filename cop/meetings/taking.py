"""What every write about a sitting meeting begins and ends with."""

from __future__ import annotations

from datetime import datetime

from cop.meetings import outcome_queries, sitting_rules
from cop.meetings.models import Occurrence


def demand_open(meeting: Occurrence, now: datetime) -> None:
    """Raises IllegalMove before the start, and once the minutes are adopted."""
    minutes = outcome_queries.minutes(meeting)
    sitting_rules.demand_open_record(meeting.slot, minutes.state if minutes else None, now)


def changed(meeting: Occurrence) -> None:
    """Whoever has the meeting open is shown it."""
    meeting.pulse += 1
