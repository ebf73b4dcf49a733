"""How an early question goes between who asks and a country's regulators, its clock, and two readings. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from cop.kernel.errors import N_, IllegalMove

TARGET_DAYS, LEAST_DAYS, MOST_DAYS = 30, 1, 365
A_DAY = timedelta(days=1)
MOST_READERS = 20


class State(StrEnum):
    """Whose turn it is."""

    OPEN = "open"  # the regulators'
    BACK = "back"  # who asked is to say more
    ANSWERED = "answered"
    CLOSED = "closed"


class Side(StrEnum):
    ASKER = "asker"
    REGULATOR = "regulator"


class Kind(StrEnum):
    """What a message is."""

    QUESTION = "question"
    NOTE = "note"
    BACK = "back"
    ANSWER = "answer"


class Guided(StrEnum):
    """How far a text on its way to guidance is."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


TOPICS = {
    "class": N_("Class of the device"),
    "route": N_("Which route to take"),
    "evidence": N_("Which evidence is asked for"),
    "data": N_("Data and where they lie"),
    "trial": N_("A trial or pilot"),
    "change": N_("Changes after a decision"),
    "other": N_("Something else"),
}
STATE_WORDS = {
    State.OPEN: N_("Waits for the regulators"),
    State.BACK: N_("Waits for who asked"),
    State.ANSWERED: N_("Answered"),
    State.CLOSED: N_("Closed"),
}
KIND_WORDS = {
    Kind.QUESTION: N_("Question"),
    Kind.NOTE: N_("From who asked"),
    Kind.BACK: N_("Asked back"),
    Kind.ANSWER: N_("Answer"),
}
CLOSED = N_("This enquiry is closed. Ask a new question instead.")
MOVES = {
    Kind.NOTE: (frozenset({State.OPEN, State.BACK, State.ANSWERED}), State.OPEN),
    Kind.BACK: (frozenset({State.OPEN}), State.BACK),
    Kind.ANSWER: (frozenset({State.OPEN, State.BACK, State.ANSWERED}), State.ANSWERED),
}
REFUSALS = {
    Kind.BACK: N_("It is not your turn: who asked was asked back, or has your answer."),
}


@dataclass(frozen=True)
class Clock:
    """``due``: by when the regulators answer; ``turned``: since when the state is what it is."""

    state: State
    due: datetime
    turned: datetime


def said(clock: Clock, kind: Kind, days: int, now: datetime) -> Clock:
    """The clock after a message. While who asked is to say more it stands; a further question begins it anew.

    Raises IllegalMove where that cannot be said.
    """
    begins, ends = MOVES[kind]
    if clock.state not in begins:
        raise IllegalMove(CLOSED if clock.state is State.CLOSED else REFUSALS[kind])
    due = clock.due
    if kind is Kind.NOTE and clock.state is State.BACK:
        due += now - clock.turned
    elif kind is Kind.NOTE and clock.state is State.ANSWERED:
        due = now + timedelta(days=days)
    return Clock(ends, due, clock.turned if ends is clock.state else now)


def is_late(state: str, due: datetime, now: datetime) -> bool:
    return state == State.OPEN and due < now


def days_between(first: datetime, last: datetime) -> int:
    """Whole days."""
    return (last - first).days


def demand_second(first_by: int, first_at: datetime, reader: int, now: datetime) -> None:
    """Raises IllegalMove for who reads a second time within a day of their first reading."""
    if reader == first_by and now < first_at + A_DAY:
        raise IllegalMove(
            N_(
                "You have read it. The second reading is by another regulator of your country or by who asked, or by "
                "yourself a day later."
            )
        )


@dataclass(frozen=True)
class Asked:
    country: str
    topic: str
    title: str
    text: str
    product: str = ""


@dataclass(frozen=True)
class Drafted:
    """What everyone will read."""

    title: str
    question: str
    answer: str
