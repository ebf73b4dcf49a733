"""What an agenda says, and when each of its items begins. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from cop.kernel.errors import N_, Invalid
from cop.meetings.series.rules import Slot


@dataclass(frozen=True)
class Point:
    """An agenda item as the organiser writes it; ``about`` is an address or ref of this site, or ""."""

    title: str
    minutes: int
    presenter: str = ""
    note: str = ""
    about: str = ""


def running_order(start: datetime, minutes: Sequence[int]) -> list[datetime]:
    """When each agenda item begins, from the start (UTC) and the items' minutes."""
    begins = [start]
    for length in minutes:
        begins.append(begins[-1] + timedelta(minutes=length))
    return begins[: len(minutes)]


def overrun(slot: Slot, minutes: Sequence[int]) -> int:
    """By how many minutes the agenda is longer than the meeting; 0 when it fits."""
    return max(0, sum(minutes) - int((slot.ends - slot.begins).total_seconds()) // 60)


def own_item(item: Any, meeting_id: int) -> int | None:
    """The id of an agenda item, None for none. Raises Invalid, at ``item``, for one of another meeting."""
    if item is not None and item.meeting_id != meeting_id:
        raise Invalid(
            N_("That agenda item is of another meeting. Choose one of this meeting's."), field="item"
        )
    return item.id if item else None
