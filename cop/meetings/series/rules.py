"""How a meeting is planned and timed. Pure: ``now`` is passed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.meetings.company.quorum_rules import Quorum
from cop.spaces.speech_rules import Speech as Speech  # as a meeting's plan has it


class State(Enum):
    scheduled = "scheduled"
    held = "held"
    cancelled = "cancelled"


LONGEST = timedelta(days=1)


SHORTEST = timedelta(minutes=5)


WEB_ADDRESS = re.compile(r"https?://[^\s/?#@\[\]]+([/?#]\S*)?", re.IGNORECASE)  # no “site@other-site”


@dataclass(frozen=True)
class Slot:
    """When a meeting is (UTC) and whether it stands: what a calendar must be told of."""

    begins: datetime
    ends: datetime
    state: str


@dataclass(frozen=True)
class Plan:
    """What the organiser sets. ``start`` is naive, local in ``zone``; ``purpose`` is Markdown, ``link`` "" or http(s)."""

    title: str
    purpose: str
    start: datetime
    zone: str
    minutes: int
    place: str
    link: str
    speech: Speech
    quorum: Quorum

    @property
    def where(self) -> tuple[str, str]:
        return self.place, self.link


def demand_plan(plan: Plan) -> None:
    """Raises Invalid, at its field, for what no meeting can have."""
    if not SHORTEST <= timedelta(minutes=plan.minutes) <= LONGEST:
        raise Invalid(N_("A meeting lasts from 5 minutes to 24 hours."), field="minutes")
    if plan.link and not WEB_ADDRESS.fullmatch(plan.link):
        raise Invalid(N_("The link is not a web address. It begins with https://"), field="link")


def sequence_after(sequence: int, before: Slot, after: Slot) -> int:
    """RFC 5546's revision number: it rises when time or status change, and for nothing else."""
    return sequence + (before != after)


def demand_scheduled(state: str) -> None:
    """Raises IllegalMove unless the meeting stands as planned."""
    if state == State.cancelled.value:
        raise IllegalMove(N_("The meeting was cancelled. Its organiser can schedule another one."))
    if state == State.held.value:
        raise IllegalMove(N_("The meeting is over, so this cannot be changed any more."))


def demand_coming(slot: Slot, now: datetime) -> None:
    """Raises IllegalMove unless the meeting stands and has not begun."""
    demand_scheduled(slot.state)
    if now >= slot.begins:
        raise IllegalMove(N_("The meeting has begun, so this cannot be changed any more."))


def demand_begun(slot: Slot, now: datetime) -> None:
    """Raises IllegalMove for what can only be known once people sit together."""
    if slot.state == State.cancelled.value:
        raise IllegalMove(N_("The meeting was cancelled, so nothing came of it that could be written down."))
    if now < slot.begins:
        raise IllegalMove(N_("The meeting has not begun. This can be written down from its start on."))


def demand_future(start: datetime, now: datetime) -> None:
    if start <= now:
        raise Invalid(N_("That time is past. Choose a time to come."), field="start")


def demand_stands(state: str) -> None:
    """Raises IllegalMove for a meeting that will not be."""
    if state == State.cancelled.value:
        raise IllegalMove(N_("The meeting was cancelled. Its organiser can schedule another one."))
