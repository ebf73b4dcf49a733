"""What the worker does for privacy: on each tick what is due to the minute, once a day the clearing up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from cop.kernel import outbox
from cop.kernel.actions import transaction
from cop.kernel.db import db
from cop.privacy import dormancy, pausing, retention


def tick(now: datetime) -> None:
    """Whose pause is over is back; once a day (UTC) the worker is given the day's work."""
    pausing.bring_back(now)
    key = f"privacy:{now:%Y-%m-%d}"
    if db.session.scalar(select(outbox.Item.id).where(outbox.Item.key == key)) is None:
        with transaction():
            outbox.put("privacy_day", {}, key=key, due=now)


def work(_payload: dict[str, Any], now: datetime) -> None:
    """Task ``privacy_day``. Done twice it finds nothing more to do."""
    retention.enforce(now)
    pausing.gather(now)
    dormancy.ask(now)
