"""What the clock does about working groups: it speaks of terms that end."""

from __future__ import annotations

from datetime import datetime

from cop.kernel.permits import SYSTEM
from cop.spaces import group_actions, group_queries


def tick(now: datetime) -> None:
    for space in group_queries.ending(now.date()):
        group_actions.remind_of_term(space, actor=SYSTEM, now=now)
