"""When a digest goes out, and how it goes out less often to whom it does not reach. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

THE_REST = "rest"  # in place of a pace: what was too much for letters of its own
HOUR = time(6)  # of the reader's own morning
FARTHEST = 70  # days in which every pace has a day


class Pace(StrEnum):
    CHOSEN = "chosen"  # on each of the days chosen
    WEEKLY = "weekly"  # on the first of them
    MONTHLY = "monthly"  # on the first of them, in a month's first week
    ENDED = "ended"  # not until the reader asks for it again


SLOWER = {
    Pace.CHOSEN: Pace.WEEKLY,
    Pace.WEEKLY: Pace.MONTHLY,
    Pace.MONTHLY: Pace.ENDED,
    Pace.ENDED: Pace.ENDED,
}
PATIENCE = {Pace.CHOSEN: 8, Pace.WEEKLY: 6, Pace.MONTHLY: 3, Pace.ENDED: 1}
"""How many go out while the reader neither opens the site nor writes, until the next slower pace."""


def next_moment(days: Sequence[int], pace: Pace, zone: str, after: datetime) -> datetime | None:
    """The first 06:00 in ``zone`` after ``after`` (UTC) on one of ``days`` (0 is Monday); None where there is none."""
    wanted = sorted(days) if pace is Pace.CHOSEN else sorted(days)[:1]
    if not wanted or pace is Pace.ENDED:
        return None
    begin = after.astimezone(ZoneInfo(zone)).date()
    for number in range(FARTHEST):
        day = begin + timedelta(days=number)
        if day.weekday() in wanted and (pace is not Pace.MONTHLY or day.day <= 7):
            moment = datetime.combine(day, HOUR, ZoneInfo(zone)).astimezone(UTC)
            if moment > after:
                return moment
    return None


def after_sending(pace: Pace, unseen: int, seen: bool) -> tuple[Pace, int]:
    """The pace from now on, and how many went out unseen at it. Whoever was here gets what they chose."""
    if seen:
        return Pace.CHOSEN, 0
    return (pace, unseen + 1) if unseen + 1 < PATIENCE[pace] else (SLOWER[pace], 0)
