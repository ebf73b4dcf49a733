"""How a call for trials moves, and the proposals that answer it; how a proposal stands against what was asked. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from cop.kernel.errors import N_, IllegalMove, Invalid

LEAST_OPEN, MOST_OPEN = timedelta(days=7), timedelta(days=366)
REMINDED = timedelta(days=3)
"""How long before the closing those are reminded whose proposal is still a draft."""
MOST_CHARACTERISTICS, MOST_PEOPLE = 20, 20
LEFT_TO_OTHERS = 0
"""The mark of who has an interest in a proposal and says so."""


class State(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    REVIEW = "review"  # closed: proposals are rated and decided
    CONCLUDED = "concluded"
    WITHDRAWN = "withdrawn"


class Standing(StrEnum):
    """Where a proposal stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SHORTLISTED = "shortlisted"
    CHOSEN = "chosen"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Part(StrEnum):
    """What somebody whom the lead named may do."""

    TEAM = "team"
    REVIEWER = "reviewer"


STATE_WORDS = {
    State.DRAFT: N_("Draft"),
    State.OPEN: N_("Open for proposals"),
    State.REVIEW: N_("Closed, proposals under review"),
    State.CONCLUDED: N_("Concluded"),
    State.WITHDRAWN: N_("Withdrawn"),
}
STANDING_WORDS = {
    Standing.DRAFT: N_("Draft"),
    Standing.SUBMITTED: N_("Submitted"),
    Standing.SHORTLISTED: N_("Shortlisted"),
    Standing.CHOSEN: N_("Chosen"),
    Standing.DECLINED: N_("Declined"),
    Standing.WITHDRAWN: N_("Withdrawn"),
}
PART_WORDS = {
    Part.TEAM: N_("Team: writes the call, reads proposals as they come, rates and decides"),
    Part.REVIEWER: N_("Reviewer: reads and rates proposals after the closing"),
}
UNDECIDED = frozenset({Standing.SUBMITTED, Standing.SHORTLISTED})
HANDED_IN = UNDECIDED | {Standing.CHOSEN, Standing.DECLINED}


@dataclass(frozen=True)
class Move:
    """``ends`` None: it stays where it is. ``refusal``: what is said elsewhere."""

    begins: frozenset[State]
    ends: State | None
    refusal: str


@dataclass(frozen=True)
class Step:
    """A move of a proposal, ``during`` certain states of its call."""

    begins: frozenset[Standing]
    ends: Standing | None
    during: frozenset[State]
    early: str
    refusal: str


ENDED = N_("This call has ended.")
STAYS_OPEN = N_("Proposals are taken while the call is open. Its team can extend it only before it closes.")
FROM_CLOSING = N_("Proposals are rated and decided from the closing on, until the team concludes the call.")
MOVES = {
    "publish": Move(frozenset({State.DRAFT}), State.OPEN, N_("This call was published already.")),
    "edit": Move(
        frozenset({State.DRAFT}),
        None,
        N_(
            "A published call stays as it is, so that everyone answers the same. Withdraw it and publish anew."
        ),
    ),
    "extend": Move(
        frozenset({State.OPEN}), None, N_("Only a call that is open now can stay open for longer.")
    ),
    "close": Move(frozenset({State.OPEN}), State.REVIEW, ENDED),
    "conclude": Move(
        frozenset({State.REVIEW}), State.CONCLUDED, N_("A call is concluded once, after its closing.")
    ),
    "withdraw": Move(frozenset({State.DRAFT, State.OPEN, State.REVIEW}), State.WITHDRAWN, ENDED),
}
_OPEN, _REVIEW = frozenset({State.OPEN}), frozenset({State.REVIEW})
DECIDED_ALREADY = N_("This proposal is not before you any more: it was withdrawn or decided.")
STEPS = {
    "save": Step(
        frozenset({Standing.DRAFT, Standing.SUBMITTED, Standing.WITHDRAWN}), None, _OPEN, STAYS_OPEN, ENDED
    ),
    "submit": Step(
        frozenset({Standing.DRAFT, Standing.WITHDRAWN}), Standing.SUBMITTED, _OPEN, STAYS_OPEN,
        N_("This proposal was submitted already."),
    ),
    "withdraw": Step(
        frozenset({Standing.DRAFT, *UNDECIDED}), Standing.WITHDRAWN, _OPEN | _REVIEW, ENDED,
        N_("This proposal was withdrawn or decided already."),
    ),
    "rate": Step(UNDECIDED, None, _REVIEW, FROM_CLOSING, DECIDED_ALREADY),
    "shortlist": Step(
        frozenset({Standing.SUBMITTED}), Standing.SHORTLISTED, _REVIEW, FROM_CLOSING, DECIDED_ALREADY
    ),
    "decline": Step(UNDECIDED, Standing.DECLINED, _REVIEW, FROM_CLOSING, DECIDED_ALREADY),
    "choose": Step(
        frozenset({Standing.SHORTLISTED}), Standing.CHOSEN, _REVIEW, FROM_CLOSING,
        N_("Only a shortlisted proposal is chosen. Its team shortlists it first."),
    ),
}  # fmt: skip


def state_at(state: str, closes: datetime | None, now: datetime) -> State:
    """A call is closed from its hour on, also before the clock's round has come by."""
    over = state == State.OPEN and closes is not None and closes <= now
    return State.REVIEW if over else State(state)


def state_of(call: Any, now: datetime) -> State:
    return state_at(call.state, call.closes, now)


def demand(key: str, state: State) -> None:
    """Raises IllegalMove where a call cannot make that move."""
    if state not in MOVES[key].begins:
        raise IllegalMove(MOVES[key].refusal)


def demand_step(key: str, state: State, standing: str) -> None:
    """Raises IllegalMove where a proposal cannot take that step in a call of that state."""
    if not can(key, state, standing):
        step = STEPS[key]
        raise IllegalMove(step.refusal if state in step.during else step.early)


def can(key: str, state: State, standing: str) -> bool:
    step = STEPS[key]
    return state in step.during and standing in step.begins


CALL_NEEDS = {
    "problem": N_("The problem"),
    "setting": N_("The setting"),
    "offer": N_("What a trial there offers"),
    "country": N_("Country"),
    "function": N_("Public-health function"),
    "application": N_("Application area"),
    "closes": N_("Closing time"),
}
PROPOSAL_NEEDS = {
    "title": N_("Title"),
    "summary": N_("Plain summary"),
    "product": N_("Product"),
    "developer": N_("Developer"),
    "product_version": N_("Version"),
    "approach": N_("How it answers the problem"),
    "evidence": N_("Evidence so far"),
    "interests": N_("Declared interests"),
}


def unanswered(one: Any, needs: Mapping[str, str]) -> list[str]:
    """Labels (message ids) of what is still empty."""
    return [label for key, label in needs.items() if not getattr(one, key)]


def demand_closing(closes: datetime, now: datetime) -> None:
    """Raises Invalid for a closing that leaves too little time, or never comes."""
    if not now + LEAST_OPEN <= closes <= now + MOST_OPEN:
        raise Invalid(
            N_("A call is open for at least %(least)s, so that everyone can answer, and at most a year."),
            field="closes",
            least=LEAST_OPEN,
        )


@dataclass(frozen=True)
class Written:
    """What a call says; ``closes`` (UTC) at an hour of ``zone``."""

    title: str
    problem: str = ""
    setting: str = ""
    offer: str = ""
    country: str = ""
    function: str = ""
    application: str = ""
    closes: datetime | None = None
    zone: str = "UTC"


@dataclass(frozen=True)
class Offered:
    """What a proposal says; ``answers``: value and note by the id of the characteristic."""

    title: str
    summary: str = ""
    product: str = ""
    developer: str = ""
    product_version: str = ""
    approach: str = ""
    evidence: str = ""
    needs: str = ""
    interests: str = ""
    answers: Mapping[int, tuple[str, str]] = field(default_factory=dict)
