"""When the owner of an action is reminded: once before it is due and once after, in the morning where the owner lives.
Pure: ``now`` is passed in; the day it is due is a day, in whatever zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

BEFORE = timedelta(days=2)


HOUR = 8  # local


LATEST = timedelta(days=5)
"""So long after the day the second one still goes out; older debts are on home alone."""


def reminder(due: date, given: datetime, zone: str, now: datetime) -> str:
    """ "before", "after" or "": the reminder that is due now. None before for who was given it with less notice."""
    here = now.astimezone(ZoneInfo(zone))
    today, first = here.date(), due - BEFORE
    if here.hour < HOUR:
        return ""
    if first <= today <= due:
        return "before" if given.astimezone(ZoneInfo(zone)).date() < first else ""
    return "after" if due < today <= due + LATEST else ""
