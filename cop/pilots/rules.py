"""How a pilot moves through each country, as data: from which states, by whom, behind which gate.

Only a country's track has a state. The pilot's own is what its tracks say together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cop.kernel.errors import N_


class State(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    APPROVED = "approved"
    CONDITIONAL = "conditional"
    NOT_REQUIRED = "not_required"
    REFUSED = "refused"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    REPORTING = "reporting"
    COMPLETED = "completed"
    TERMINATED = "terminated"
    WITHDRAWN = "withdrawn"


class By(StrEnum):
    """In which capacity somebody moves a track."""

    LEAD = "lead"
    STEWARD = "steward"
    REGULATOR = "regulator"
    CLOCK = "clock"


class Gate(StrEnum):
    """What must be there before a move."""

    NONE = ""
    SUBMIT = "S"
    ACTIVE = "A"
    COMPLETE = "C"


POSITIVE = frozenset({State.APPROVED, State.CONDITIONAL, State.NOT_REQUIRED})
DECIDED = POSITIVE | {State.REFUSED}
ENDED = frozenset({State.REFUSED, State.COMPLETED, State.TERMINATED, State.WITHDRAWN})
WITH_TEAM = frozenset({State.DRAFT, State.RETURNED})
RUNNING = POSITIVE | {State.ACTIVE, State.SUSPENDED}
OPEN = frozenset(State) - ENDED
SEEN_BY_REGULATORS = OPEN - {State.DRAFT}


class Decision(StrEnum):
    NONE = "none"
    APPROVED = "approved"
    CONDITIONAL = "conditional"
    REFUSED = "refused"
    NOT_REQUIRED = "not_required"
    REVOKED = "revoked"


class Attestation(StrEnum):
    """Who vouches for what a track says."""

    REGULATOR = "regulator_attested"
    DOCUMENT = "public_document"
    CLAIM = "applicant_claimed"


@dataclass(frozen=True)
class Move:
    """``ends`` None: as the regulator decides, or (extension) where it stands. ``country``: one track at a time."""

    key: str
    begins: frozenset[State]
    ends: State | None
    who: frozenset[By]
    gate: Gate = Gate.NONE
    country: bool = False
    reason: bool = False


def _move(
    key: str, begins: Iterable[State], ends: State | None, *who: By, gate: Gate = Gate.NONE, **more: bool
) -> Move:
    return Move(key, frozenset(begins), ends, frozenset(who), gate, **more)


MOVES = {
    move.key: move
    for move in (
        _move("submit", WITH_TEAM, State.SUBMITTED, By.LEAD, gate=Gate.SUBMIT),
        _move("take", {State.SUBMITTED}, State.IN_REVIEW, By.STEWARD, gate=Gate.SUBMIT),
        _move("return", {State.SUBMITTED}, State.RETURNED, By.STEWARD, reason=True),
        _move("decide", {State.IN_REVIEW}, None, By.REGULATOR, country=True),
        _move("activate", POSITIVE, State.ACTIVE, By.LEAD, gate=Gate.ACTIVE, country=True),
        _move("suspend", {State.ACTIVE}, State.SUSPENDED, By.REGULATOR, By.LEAD, reason=True),
        _move("lift", {State.SUSPENDED}, State.ACTIVE, By.REGULATOR, By.LEAD, reason=True),
        _move("terminate", SEEN_BY_REGULATORS, State.TERMINATED, By.REGULATOR, reason=True),
        _move("withdraw", OPEN, State.WITHDRAWN, By.LEAD, reason=True),
        _move("report", {State.ACTIVE}, State.REPORTING, By.LEAD, By.CLOCK),
        _move("complete", {State.REPORTING}, State.COMPLETED, By.STEWARD, gate=Gate.COMPLETE),
        _move("extend", RUNNING, None, By.REGULATOR, country=True, reason=True),
    )
}


def can(move: Move, state: State, by: By, held_by: str = "") -> bool:
    """Whether ``by`` may make the move from ``state``; ``held_by``: who suspended the track.

    A regulator may take over the team's own suspension; what a regulator suspended, only a regulator lifts.
    """
    if by not in move.who:
        return False
    if state is State.SUSPENDED and move.key == "suspend":
        return by is By.REGULATOR and held_by == By.LEAD
    if move.key == "lift" and held_by == By.REGULATOR:
        return by is By.REGULATOR and state in move.begins
    return state in move.begins


STATE_WORDS = {
    State.DRAFT: N_("Draft"),
    State.SUBMITTED: N_("Submitted"),
    State.IN_REVIEW: N_("In review"),
    State.RETURNED: N_("Returned to the team"),
    State.APPROVED: N_("Approved"),
    State.CONDITIONAL: N_("Approved with conditions"),
    State.NOT_REQUIRED: N_("No approval required"),
    State.REFUSED: N_("Refused"),
    State.ACTIVE: N_("Active"),
    State.SUSPENDED: N_("Suspended"),
    State.REPORTING: N_("Reporting"),
    State.COMPLETED: N_("Completed"),
    State.TERMINATED: N_("Terminated"),
    State.WITHDRAWN: N_("Withdrawn"),
}

FOREMOST = (
    State.ACTIVE,
    State.SUSPENDED,
    State.REPORTING,
    State.CONDITIONAL,
    State.APPROVED,
    State.NOT_REQUIRED,
    State.IN_REVIEW,
    State.SUBMITTED,
    State.RETURNED,
    State.DRAFT,
    State.COMPLETED,
    State.TERMINATED,
    State.REFUSED,
    State.WITHDRAWN,
)


def together(states: Iterable[State]) -> list[tuple[State, int]]:
    """(state, in how many countries), what matters most first: the pilot's own state, never stored."""
    counted = Counter(states)
    return [(state, counted[state]) for state in FOREMOST if counted[state]]


def refused_everywhere(states: Iterable[State]) -> bool:
    """Every country that was still asked has refused, and at least one has."""
    found = set(states)
    return State.REFUSED in found and found <= {State.REFUSED, State.WITHDRAWN}


def dossier_is_open(states: Iterable[State], *, approved: bool) -> bool:
    """Whether what regulators judge may still change: some country waits for the team and none has the dossier.

    Never again once a country approved.
    """
    found = set(states)
    waits = not found or found & WITH_TEAM
    return not approved and bool(waits) and found <= WITH_TEAM | {State.WITHDRAWN, State.REFUSED}


STAGES = (
    N_("Submitted"),
    N_("In review"),
    N_("Decided"),
    N_("Active"),
    N_("Reporting"),
    N_("Completed"),
)
_REACHED = {
    State.DRAFT: 0,
    State.RETURNED: 0,
    State.SUBMITTED: 0,
    State.IN_REVIEW: 1,
    **dict.fromkeys(DECIDED, 2),
    State.ACTIVE: 3,
    State.SUSPENDED: 3,
    State.REPORTING: 4,
    State.COMPLETED: 5,
}


def reached(state: State, before: State) -> tuple[int, str]:
    """(index into STAGES, how it is drawn) of a track; ``before``: the state it left when it ended early."""
    drawn = {State.SUSPENDED: "suspended", State.COMPLETED: "completed"}.get(state, "moving")
    if state in ENDED and state is not State.COMPLETED:
        drawn = "ended"
    return _REACHED.get(state, _REACHED.get(before, 0)), drawn
