"""When people come in, and what is asked of them while they sit. Pure: ``now`` is passed in."""

from __future__ import annotations

from datetime import datetime, timedelta

from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.meetings.minutes.rules import Draft
from cop.meetings.series.rules import Slot, State, demand_begun, demand_stands

DOORS_OPEN = timedelta(minutes=15)


def demand_open_record(slot: Slot, minutes: str | None, now: datetime) -> None:
    """Raises IllegalMove before the start, and once the minutes (their state, None for none) are adopted."""
    demand_begun(slot, now)
    if minutes == Draft.adopted.value:
        raise IllegalMove(
            N_("The minutes are adopted and locked, so nothing is added to what was taken down. "
               "What is new belongs to the next date.")
        )  # fmt: skip


def doors_open(slot: Slot, now: datetime) -> bool:
    """Whether one may arrive: from a quarter of an hour before the start to the end."""
    return slot.state != State.cancelled.value and slot.begins - DOORS_OPEN <= now <= slot.ends


def demand_doors_open(slot: Slot, now: datetime) -> None:
    demand_stands(slot.state)
    if not doors_open(slot, now):
        raise IllegalMove(
            N_(
                "One arrives from 15 minutes before the start to the end. A facilitator can note who was there."
            )
        )


def in_session(slot: Slot, now: datetime) -> bool:
    return slot.state != State.cancelled.value and slot.begins <= now <= slot.ends


def demand_choice(choice: int, options: list[str]) -> None:
    if not 0 <= choice < len(options):
        raise Invalid(N_("Choose one of the answers."), field="choice")


def demand_options(options: list[str]) -> None:
    """Raises Invalid, at ``options``, unless there are two to eight different answers."""
    if not 2 <= len(options) <= 8 or len(set(options)) < len(options):
        raise Invalid(N_("Write two to eight different answers, each on a line of its own."), field="options")
