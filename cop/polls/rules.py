"""When could we meet: how a date poll runs, and which of its slots is the best. Pure: ``now`` is passed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.meetings.company.rules import Answer as Coming
from cop.meetings.series.rules import Speech

LEAST_SLOTS, MOST_SLOTS = 2, 20
MOST_GUESTS = 30
FARTHEST = timedelta(days=366)
REMINDED = timedelta(days=2)
"""How long before the deadline those are reminded who have not answered."""


class State(Enum):
    open = "open"
    closed = "closed"  # the deadline passed; a slot can be chosen still
    settled = "settled"  # a slot became a meeting


class Answer(Enum):
    yes = "yes"
    if_need_be = "if_need_be"
    no = "no"


BECOMES = {Answer.yes: Coming.yes, Answer.if_need_be: Coming.maybe}
"""What an answer to a slot says of the meeting that it becomes. A no says nothing: one may still be asked to come."""


@dataclass(frozen=True)
class Draft:
    """What the organiser asks: a meeting of how many minutes, by when to answer (UTC)."""

    title: str
    purpose: str
    minutes: int
    zone: str
    closes: datetime


@dataclass(frozen=True)
class Settled:
    """What a slot lacks to become a meeting."""

    place: str
    link: str
    speech: Speech


@dataclass(frozen=True)
class Counts:
    """The answers to one slot; ``cost`` is how its hours weigh (``almanac.rules.unfairness``)."""

    slot: int
    yes: int
    if_need_be: int
    no: int
    cost: tuple[int, int]


def demand_slots(starts: Sequence[datetime], closes: datetime, now: datetime) -> None:
    """Raises Invalid, at its field, for slots or a deadline that no poll can have."""
    if not LEAST_SLOTS <= len(starts) <= MOST_SLOTS:
        raise Invalid(
            N_("Offer from %(least)d to %(most)d slots."), field="slots", least=LEAST_SLOTS, most=MOST_SLOTS
        )
    if len(set(starts)) < len(starts):
        raise Invalid(N_("Two of the slots are the same. Choose each once."), field="slots")
    if max(starts) > now + FARTHEST:
        raise Invalid(N_("A slot is more than a year ahead. Choose nearer ones."), field="slots")
    if not now < closes <= min(starts):
        raise Invalid(N_("Answers are due after now and before the first slot."), field="closes")


def demand_open(state: str, closes: datetime, now: datetime) -> None:
    if state != State.open.value or now >= closes:
        raise IllegalMove(N_("The poll is closed, so answers cannot be changed any more."))


def demand_unsettled(state: str) -> None:
    if state == State.settled.value:
        raise IllegalMove(N_("The poll led to a meeting already. Change the meeting instead."))


def best_first(counts: Iterable[Counts]) -> list[Counts]:
    """Most people first, then fewest who would rather not, then the fairest hours."""
    return sorted(counts, key=lambda one: (-(one.yes + one.if_need_be), one.if_need_be, one.cost, one.slot))
