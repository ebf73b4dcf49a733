"""Telling members once a month what reports newly teach."""

from __future__ import annotations

from datetime import datetime, timedelta

from cop.incidents import lesson_queries
from cop.kernel.actions import action
from cop.kernel.counters import take
from cop.kernel.ledger import MEMBERS, record
from cop.kernel.permits import Actor
from cop.members.permits import by_the_clock


@action(by_the_clock)
def tell_month(ends: datetime, *, actor: Actor, now: datetime) -> None:
    """Of the month before ``ends``; once, whoever else tries, and nothing where nothing is new."""
    begins = (ends - timedelta(days=1)).replace(day=1)
    month = f"{begins:%Y-%m}"
    if take(lesson_queries.series(month)) > 1:
        return
    if found := lesson_queries.newly_open(begins, ends):
        facts = {"month": month, "number": len(found), "reports": found[: lesson_queries.MOST]}
        record("lessons_told", lesson_queries.LESSONS, actor=actor, now=now, audience=MEMBERS, **facts)
