"""What the clock does to pilots: ends the running the day after a decision's last, and tells once what is late."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from cop.kernel import outbox
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.kernel.permits import SYSTEM
from cop.pilots import flags, queries, track_actions, watch_actions, watching


def end_running(now: datetime) -> None:
    for pilot, country in queries.ran_out(now.date()):
        track_actions.report(pilot, country, actor=SYSTEM, now=now)


def tick(now: datetime) -> None:
    """Once a day (UTC) the worker is given the day's look at what is late."""
    key = f"pilots:{now:%Y-%m-%d}"
    if db.session.scalar(select(outbox.Item.id).where(outbox.Item.key == key)) is None:
        with transaction():
            outbox.put("pilots_day", {}, key=key, due=now)


def look(_payload: dict[str, Any], now: datetime) -> None:
    """Task ``pilots_day``. Done twice it tells nothing twice."""
    late = [
        (track.id, flag, since)
        for track in watching.tracks_watched()
        for flag, since in flags.standing(track, now.date())
    ]
    for id, flag, since in late:
        watch_actions.raise_flag(queries.track_by_id(id), flag, since, actor=SYSTEM, now=now)
