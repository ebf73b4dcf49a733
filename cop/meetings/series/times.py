"""Wall times and moments of a meeting."""

from __future__ import annotations

from datetime import datetime, timedelta

from cop.kernel.clock import from_local, to_local
from cop.meetings.series.rules import Slot, State

wall = to_local


def slot(wall: datetime, zone: str, minutes: int) -> Slot:
    """From a naive local start. Raises Invalid at ``start`` for an hour that the zone does not have."""
    begins = from_local(wall, zone, field="start")
    return Slot(begins, begins + timedelta(minutes=minutes), State.scheduled.value)


def written(wall: datetime) -> str:
    """How a wall time is kept: "2026-12-02T10:00"."""
    return wall.isoformat(timespec="minutes")


def minutes(slot: Slot) -> int:
    return int((slot.ends - slot.begins).total_seconds()) // 60
