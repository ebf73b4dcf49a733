"""How minutes become final. Pure: ``now`` is passed in."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from cop.kernel.errors import N_, IllegalMove


class Draft(Enum):
    """Where minutes stand."""

    draft = "draft"
    corrections = "corrections"
    adopted = "adopted"


CORRECTIONS = timedelta(days=7)


def demand_open_minutes(state: str) -> None:
    if state == Draft.adopted.value:
        raise IllegalMove(
            N_("The minutes are adopted and locked. A correction belongs in the next meeting's minutes.")
        )


def demand_draft(state: str) -> None:
    if state != Draft.draft.value:
        raise IllegalMove(N_("The minutes were sent out for corrections already."))


def demand_adoptable(state: str, until: datetime | None, now: datetime) -> None:
    """Minutes are adopted when those present have had their days for corrections."""
    demand_open_minutes(state)
    if until is None:
        raise IllegalMove(
            N_("Send the minutes out for corrections first: those who were present have seven days.")
        )
    if now < until:
        raise IllegalMove(
            N_("Those who were present may correct the minutes until %(until)s. Adopt them after that."),
            until=f"{until:%Y-%m-%d %H:%M} UTC",
        )
