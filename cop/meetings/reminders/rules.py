"""When a reminder of a meeting is due: so long before its start or after its end. Pure: ``now`` is passed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from cop.kernel.errors import N_
from cop.meetings.series.rules import Slot


@dataclass(frozen=True)
class Way:
    """``after``: from the end on, and not before the start. ``words``: in the organiser's list."""

    words: str
    apart: timedelta
    after: bool = False

    def counts_from(self, slot: Slot) -> datetime:
        return slot.ends if self.after else slot.begins

    def due(self, slot: Slot) -> datetime:
        return slot.ends + self.apart if self.after else slot.begins - self.apart


WAYS = {
    "week_before": Way(N_("A week before the start"), timedelta(days=7)),
    "three_days_before": Way(N_("Three days before the start"), timedelta(days=3)),
    "day_before": Way(N_("A day before the start"), timedelta(days=1)),
    "hour_before": Way(N_("An hour before the start"), timedelta(hours=1)),
    "hour_after": Way(N_("An hour after the end"), timedelta(hours=1), after=True),
    "day_after": Way(N_("A day after the end"), timedelta(days=1), after=True),
    "week_after": Way(N_("A week after the end"), timedelta(days=7), after=True),
}


USUAL = ("day_before",)


LATEST = timedelta(hours=6)
"""So late a reminder still goes out (a worker may have stood still); later it says nothing new."""


FARTHEST = max(way.apart for way in WAYS.values()) + LATEST


def due(slot: Slot, planned: datetime, keys: Iterable[str], now: datetime) -> Iterator[str]:
    """The reminders to send now. None for a moment that lay before ``planned``, when the meeting was set to this time,
    and none before the start that would come after it."""
    for key in keys:
        way = WAYS.get(key)
        if way is None:
            continue
        moment = way.due(slot)
        begun = now >= slot.begins and not way.after
        if planned < moment <= now < moment + LATEST and not begun:
            yield key
