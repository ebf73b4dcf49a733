"""What the clock does to calls."""

from __future__ import annotations

from datetime import datetime

from cop.calls import actions, queries
from cop.calls.rules import REMINDED
from cop.kernel.permits import SYSTEM


def close_due(now: datetime) -> None:
    for call in queries.due_to_close(now):
        actions.close_call(call, actor=SYSTEM, now=now)


def remind_due(now: datetime) -> None:
    for call in queries.due_to_remind(now + REMINDED):
        actions.remind_of_call(call, actor=SYSTEM, now=now)
