"""How a person becomes a member and stops being one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from cop.kernel.errors import N_, IllegalMove


class State(Enum):
    registered = "registered"  # the address is not verified yet
    awaiting = "awaiting"  # verified; the secretariat decides
    active = "active"
    refused = "refused"
    paused = "paused"
    suspended = "suspended"
    left = "left"


IN_FORCE = frozenset({State.active.value, State.paused.value})

MOVES: dict[str, tuple[frozenset[State], State]] = {
    "verify": (frozenset({State.registered}), State.awaiting),
    "approve": (frozenset({State.awaiting}), State.active),
    "refuse": (frozenset({State.registered, State.awaiting}), State.refused),
    "pause": (frozenset({State.active}), State.paused),
    "return": (frozenset({State.paused}), State.active),
    "suspend": (frozenset({State.active, State.paused}), State.suspended),
    "reinstate": (frozenset({State.suspended}), State.active),
    "leave": (frozenset({State.active, State.paused, State.suspended}), State.left),
    "forget": (frozenset({State.registered, State.refused}), State.left),
}


@dataclass(frozen=True)
class Asked:
    """What a person writes when asking to join. ``language`` is the one the platform speaks with them."""

    name: str
    email: str
    group: str
    country: str
    organisation: str
    languages: tuple[str, ...]
    zone: str
    why: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Edited:
    """What members change about themselves by themselves."""

    name: str
    organisation: str
    languages: tuple[str, ...]
    language: str
    zone: str


def after(state: State, move: str) -> State:
    """The state that ``move`` leads to. Raises IllegalMove when it does not begin at ``state``."""
    begins, ends = MOVES[move]
    if state not in begins:
        raise IllegalMove(N_("This account is %(state)s, so that cannot be done to it."), state=state.value)
    return ends


CONFIRM, RESET = "members.confirm", "members.reset"
"""Purposes of the links in mail; a link of one is nothing to the other."""
SECOND = "members.second"
"""Purpose of the pass to the question for a second factor, which opens nothing else."""
DEAD_LINK = N_("This link was used already, is too old, or a newer one was sent. Ask for a new one.")
LASTS = {CONFIRM: timedelta(days=3), RESET: timedelta(hours=2), SECOND: timedelta(minutes=10)}

BROWSERS = ("Firefox", "Edg", "OPR", "SamsungBrowser", "Chrome", "Safari")
SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "CrOS", "Linux")
CALLED = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Macintosh": "Mac",
    "CrOS": "ChromeOS",
}


def device(user_agent: str) -> str:
    """ "Firefox, Windows": enough to know one's own browser again. "" for what names neither."""
    found = [next((n for n in names if n in user_agent), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(CALLED.get(name, name) for name in found if name)
