"""The worker's part of a recount: some seconds of counting outside any transaction, then a note of how far it came."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from cop.audit import actions, queries
from cop.audit.actions import Step
from cop.audit.models import Recount
from cop.kernel import ledger
from cop.kernel.db import db
from cop.kernel.permits import SYSTEM

STEP = 50_000  # entries; about a second
DAILY = timedelta(hours=24)


def go_on(payload: dict[str, Any], now: datetime) -> None:
    """Task: recounts the next seals of a recount. A step that was done twice is noted once."""
    recount = db.session.get_one(Recount, payload["recount"])
    actions.keep_count(recount, _step(recount.reached), actor=SYSTEM, now=now)


def _step(begun: int) -> Step:
    reached, entries = begun, 0
    for seal, holds in ledger.recount(after=begun):
        reached, entries = seal.id, entries + seal.rows
        if not holds:
            return Step(begun, reached, entries, seal.id)
        if entries >= STEP:
            break
    return Step(begun, reached, entries, None)


def daily(now: datetime) -> None:
    """On every tick: begins a recount when the last one began a day ago."""
    last = queries.last_recount()
    if queries.newest_seal() and (last is None or last.begun < now - DAILY):
        actions.recount_daily(actor=SYSTEM, now=now)
