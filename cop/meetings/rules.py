"""How a meeting is timed and how its minutes become final. Pure: ``now`` is passed in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.meetings.quorum_rules import Quorum
from cop.spaces.speech_rules import Speech as Speech  # as a meeting's plan has it


class State(Enum):
    scheduled = "scheduled"
    held = "held"
    cancelled = "cancelled"


class Answer(Enum):
    yes = "yes"
    maybe = "maybe"
    no = "no"


class Draft(Enum):
    """Where minutes stand."""

    draft = "draft"
    corrections = "corrections"
    adopted = "adopted"


LONGEST = timedelta(days=1)
SHORTEST = timedelta(minutes=5)
WEB_ADDRESS = re.compile(r"https?://[^\s/?#@\[\]]+([/?#]\S*)?", re.IGNORECASE)  # no “site@other-site”
CORRECTIONS = timedelta(days=7)


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
