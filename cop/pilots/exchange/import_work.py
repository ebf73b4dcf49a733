"""The worker's part in bringing pilots from a file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.delivery import letters
from cop.kernel.db import db
from cop.kernel.permits import SYSTEM
from cop.pilots.exchange import import_actions
from cop.pilots.exchange.import_models import PilotImport


def take(payload: dict[str, Any], now: datetime) -> None:
    """Task ``pilot_import``: one batch of rows, as its officer reads."""
    job = db.session.get_one(PilotImport, payload["import"])

    def work() -> None:
        import_actions.take_batch(job, payload["after"], actor=SYSTEM, now=now)

    letters.as_read_by(job.by, job.by.language, work)
