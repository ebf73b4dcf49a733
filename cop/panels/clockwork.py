"""Reminds reviewers, once before their day and once after it."""

from __future__ import annotations

from datetime import datetime

from cop.kernel.permits import SYSTEM
from cop.panels import queries, review_actions
from cop.panels.rules import clock


def remind(now: datetime) -> None:
    """On every tick; done twice, or by two workers, it tells nobody twice."""
    for review, due in queries.due_to_tell(now.date()):
        said = clock(due, now.date())
        if said and said != review.told:
            review_actions.remind(review, said, actor=SYSTEM, now=now)
