"""Keeping count of letters to many."""

from __future__ import annotations

from datetime import datetime

from cop.delivery import permits
from cop.delivery.notice_models import Notice
from cop.kernel.actions import upkeep
from cop.kernel.permits import Actor


@upkeep(permits.by_the_clock, lock="notice")
def settle_notice(notice: Notice, done: int, failed: int, *, actor: Actor, now: datetime) -> None:
    """Its numbers stay when the outbox forgets the letters."""
    notice.done, notice.failed, notice.ended_at = done, failed, now
