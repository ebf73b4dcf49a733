"""On a tick: letters to many of which none is left."""

from __future__ import annotations

from datetime import datetime

from cop.delivery import notice_actions, notice_queries
from cop.kernel.permits import SYSTEM


def settle_due(now: datetime) -> None:
    for one in notice_queries.unfinished(now):
        if not one.rest:
            notice_actions.settle_notice(one.notice, one.done, one.failed, actor=SYSTEM, now=now)
