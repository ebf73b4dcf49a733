"""What the clock does to pilots: the day after a decision's last, the running ends and the report is awaited."""

from __future__ import annotations

from datetime import datetime

from cop.kernel.permits import SYSTEM
from cop.pilots import queries, track_actions


def end_running(now: datetime) -> None:
    for pilot, country in queries.ran_out(now.date()):
        track_actions.report(pilot, country, actor=SYSTEM, now=now)
