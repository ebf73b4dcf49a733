"""What an alert is answered with, and when who has not answered is reminded. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import IntEnum

from cop.kernel.errors import N_

PARTIES = ("regulator", "lead", "developer")
ANSWERS = {
    "acknowledged": N_("Read, we look into it"),
    "also_seen": N_("Also seen here"),
    "not_affected": N_("Not affected"),
    "action_taken": N_("Action taken"),
}


class Step(IntEnum):
    """How far somebody who has not answered was reminded; each step once."""

    ASKED = 0
    SOON = 1
    LATE = 2
    ESCALATED = 3


BEFORE, AFTER = timedelta(days=1), timedelta(days=3)
"""The first letter goes out a day before the answer is due, the last three days after: the secretariat reads it too."""


def _moments(due: datetime, given: timedelta) -> Iterator[tuple[Step, datetime]]:
    """When each step is due; who was given two days or less is not reminded before."""
    if given > 2 * BEFORE:
        yield Step.SOON, due - BEFORE
    yield Step.LATE, due
    yield Step.ESCALATED, due + AFTER


def reached(due: datetime, given: timedelta, now: datetime) -> Step:
    """The last step whose time has come: where no worker ran for a while, those before it are left out."""
    return max((step for step, at in _moments(due, given) if at <= now), default=Step.ASKED)


def next_moment(due: datetime, given: timedelta, done: Step) -> datetime | None:
    """When to look again once ``done`` was told; None after the last step."""
    return next((at for step, at in _moments(due, given) if step > done), None)
