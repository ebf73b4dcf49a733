"""How a ballot ends, and what is refused because it has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import current_app

from cop.ballots import chain
from cop.ballots.lifecycle import REFUSALS, Move, after, check_open
from cop.ballots.models import Ballot
from cop.ballots.record import Event, Kind
from cop.ballots.terms import BallotState
from cop.kernel import refs
from cop.kernel.db import db
from cop.kernel.errors import IllegalMove

MOVES = {Kind.CLOSED: Move.CLOSE, Kind.OVERTAKEN: Move.OVERTAKE, Kind.ANNULLED: Move.ANNUL}


def end(ballot: Ballot, kind: Kind, data: dict[str, Any], actor: Any, now: datetime) -> Event:
    """Appends the ending event, signs it, and tells whose text it is, all in the caller's transaction."""
    state = after(ballot.standing, MOVES[kind])
    event = chain.append(ballot, kind, data, now)
    ballot.state, ballot.ended_at = str(state), event.at
    if kind is Kind.CLOSED:
        ballot.outcome, ballot.result = data["outcome"], data
    chain.sign(ballot, event)
    db.session.flush()
    _tell(ballot, actor, event.at)
    return event


def _tell(ballot: Ballot, actor: Any, now: datetime) -> None:
    kind, id = refs.split(ballot.subject)
    hook = current_app.extensions["cop"].hooks.get(f"ballot_ended:{kind}")
    if hook:
        hook(id, ballot, actor, now)


def demand_open(ballot: Ballot, now: datetime, then: Callable[[], object]) -> None:
    """Raises IllegalMove unless positions can be taken; ``then`` is done of a refusal after the close."""
    late = ballot.is_due(now) or ballot.is_closed
    try:
        check_open(BallotState.CLOSED if late else ballot.standing)
    except IllegalMove as refused:
        refused.then = then if late else None
        raise


def demand_running(ballot: Ballot, now: datetime) -> None:
    """The same for the officers' acts, which leave nothing behind when they come too late."""
    if ballot.is_due(now):
        raise IllegalMove(REFUSALS[BallotState.CLOSED])
    check_open(ballot.standing)
