"""How much of a thread or a space reaches a member's mailbox. Pure."""

from __future__ import annotations

from enum import IntEnum

from cop.kernel.errors import N_


class Level(IntEnum):
    """Each takes in those below it."""

    MUTED = 0
    NORMAL = 1
    TRACKING = 2
    WATCHING = 3


WORDS = {
    Level.MUTED: (N_("Muted"), N_("No letter, and not among the news.")),
    Level.NORMAL: (
        N_("Normal"),
        N_("A letter when somebody answers or names you. At home, what is begun, until you read it."),
    ),
    Level.TRACKING: (
        N_("Tracking"),
        N_("A letter when somebody answers or names you. At home, all that is new."),
    ),
    Level.WATCHING: (N_("Watching"), N_("A letter for each new post. At home, all that is new.")),
}

CHOSEN, BEGAN, ANSWERED = "chosen", "began", "answered"
WHY = {
    CHOSEN: N_("as you chose"),
    BEGAN: N_("because you began the thread"),
    ANSWERED: N_("because you wrote in the thread"),
}
"""Why a level is as it is; what a member chose, nothing else changes."""


def rises(own: int | None, around: int | None, everywhere: int | None, to: Level) -> bool:
    """Whether what somebody did raises the level: not what holds already, and never what was muted."""
    present = effective(own, around, everywhere)
    return Level.MUTED < present < to


def effective(*nearest_first: int | None) -> Level:
    """The level that holds where some may say nothing: the thread's, the space's, the member's own."""
    return Level(next((level for level in nearest_first if level is not None), Level.NORMAL))


def brings(level: Level, to_you: bool) -> bool:
    """Whether a new post brings a letter; ``to_you``: it answers or names the reader."""
    return level is Level.WATCHING or (to_you and level >= Level.NORMAL)
