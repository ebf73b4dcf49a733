"""The worker's part in bringing a list of people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.admission import import_actions
from cop.admission.import_models import Import
from cop.delivery import letters
from cop.kernel.db import db
from cop.kernel.permits import SYSTEM


def take(payload: dict[str, Any], now: datetime) -> None:
    """Task ``import``: one batch of rows, read in the officer's language: countries and groups have names in it."""
    job = db.session.get_one(Import, payload["import"])

    def work() -> None:
        import_actions.take_batch(job, payload["after"], actor=SYSTEM, now=now)

    letters.as_read_by(job.by, job.by.language, work)


def write(payload: dict[str, Any], now: datetime) -> None:
    """Task ``import_letters``: one batch of letters."""
    job = db.session.get_one(Import, payload["import"])
    import_actions.write_batch(job, payload["before"], actor=SYSTEM, now=now)
