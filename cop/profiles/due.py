"""What the clock does about mandates: reminders before the end, and the end."""

from __future__ import annotations

from datetime import datetime

from cop.kernel.permits import SYSTEM
from cop.profiles import mandate_actions, mandate_queries
from cop.profiles.mandate_rules import reminder_due


def tick(now: datetime) -> None:
    for mandate in mandate_queries.due(now):
        if mandate.until <= now:
            mandate_actions.expire_mandate(mandate, actor=SYSTEM, now=now)
        elif reminder_due(mandate.until, mandate.reminded, now):
            mandate_actions.remind_of_end(mandate, actor=SYSTEM, now=now)
