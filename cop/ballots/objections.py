"""What editors, objector and clock make of one objection. None of it alters an outcome. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from cop.ballots.terms import BallotState, Visibility
from cop.kernel.errors import N_, IllegalMove

REPLY_WITHIN = timedelta(days=7)


class ObjectionState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    RESOLVED = "resolved"
    MAINTAINED = "maintained"
    LAPSED = "lapsed"


class Disposition(StrEnum):
    ACCEPTED = "accepted"
    ACCEPTED_IN_PART = "accepted_in_part"
    NOT_ACCEPTED = "not_accepted"
    OUT_OF_SCOPE = "out_of_scope"
    DUPLICATE = "duplicate"


AWAITED = frozenset({ObjectionState.OPEN, ObjectionState.ANSWERED})
TAKES_REPLY = frozenset({ObjectionState.ANSWERED, ObjectionState.LAPSED})


def check_answer(objection: ObjectionState, ballot: BallotState, visibility: Visibility) -> None:
    """Whether the editors may answer now; the latest answer counts. Raises IllegalMove."""
    if ballot is BallotState.OPEN and visibility is Visibility.SEALED:
        raise IllegalMove(
            N_("Positions are sealed until the close; the editors can answer objections after it.")
        )
    if ballot not in (BallotState.OPEN, BallotState.CLOSED):
        raise IllegalMove(
            N_("This ballot decided nothing, so its objections are answered in the next consultation.")
        )
    if objection not in AWAITED:
        raise IllegalMove(
            N_("The objector has replied, or the time to reply is over; an answer comes too late.")
        )


def check_reply(objection: ObjectionState, ballot: BallotState, *, published: bool) -> None:
    """Whether the objector may reply now; after a lapse too, until publication. Raises IllegalMove."""
    if ballot is not BallotState.CLOSED:
        raise IllegalMove(N_("Until the close you end an objection by changing or retracting your position."))
    if published:
        raise IllegalMove(N_("The statement is published with your objection as it stood."))
    if objection is ObjectionState.OPEN:
        raise IllegalMove(N_("The editors have not answered this objection yet."))
    if objection not in TAKES_REPLY:
        raise IllegalMove(N_("You have replied to the answer already."))


def lapses_at(answered_at: datetime, closed_at: datetime) -> datetime:
    """When the time to reply is over: seven days after the later of the last answer and the close."""
    return max(answered_at, closed_at) + REPLY_WITHIN


def has_lapsed(objection: ObjectionState, answered_at: datetime, closed_at: datetime, now: datetime) -> bool:
    """Whether an answered objection without a reply has lapsed by ``now``."""
    return objection is ObjectionState.ANSWERED and now >= lapses_at(answered_at, closed_at)


def blocks_publication(objection: ObjectionState) -> bool:
    """A statement waits until each objection of its ballot is resolved, maintained or lapsed."""
    return objection in AWAITED
