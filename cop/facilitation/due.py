"""What the clock does for facilitators: on Mondays it writes to them."""

from __future__ import annotations

from datetime import datetime

from cop.facilitation import actions, queries
from cop.kernel.permits import SYSTEM

MONDAY = 0


def tick(now: datetime) -> None:
    """Once, at any hour of a Monday in UTC, which begins in the region's morning."""
    if now.weekday() == MONDAY and not queries.is_noted(now.date()):
        actions.note_week(now.date(), actor=SYSTEM, now=now)
