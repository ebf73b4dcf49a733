"""How a person becomes a member and stops being one."""

from __future__ import annotations

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
    "leave": (frozenset({State.active, State.paused}), State.left),
}


def after(state: State, move: str) -> State:
    """The state that ``move`` leads to. Raises IllegalMove when it does not begin at ``state``."""
    begins, ends = MOVES[move]
    if state not in begins:
        raise IllegalMove(N_("This account is %(state)s, so that cannot be done to it."), state=state.value)
    return ends
