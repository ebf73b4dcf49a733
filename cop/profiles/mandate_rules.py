"""When a mandate that runs out is spoken of."""

from __future__ import annotations

from datetime import datetime, timedelta

REMINDERS = (30, 7)
"""Days before the end on which the member and the secretariat are reminded."""


def reminder_due(until: datetime, reminded: int | None, now: datetime) -> int | None:
    """Which reminder is to go out at ``now``: the nearest whose day has come, unless it, or a nearer, went out."""
    come = [days for days in REMINDERS if now >= until - timedelta(days=days)]
    nearest = min(come, default=None)
    return nearest if nearest is not None and (reminded is None or nearest < reminded) else None
