"""What is due is done by whoever finds it first: every page that reads a ballot, and the worker's tick."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from cop.ballots import delegation_actions, delegation_queries, queries, reach, roll_actions, time_actions
from cop.ballots.models import Ballot
from cop.ballots.objections import REPLY_WITHIN, ObjectionState
from cop.ballots.seats import Position
from cop.ballots.terms import BallotState
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.permits import SYSTEM


def settled(ballot: Ballot | None) -> Ballot | None:
    """The ballot, closed if its time is over."""
    if ballot and ballot.is_due(clock.now()):
        time_actions.close_due(ballot, actor=SYSTEM)
    return ballot


def settle(subject: str) -> None:
    """Closes the ballot on ``subject`` if its time is over; who reads or changes it calls this first."""
    settled(queries.latest(subject))


def tick(now: datetime) -> None:
    """Closes, reminds and lets lapse what is due at ``now``."""
    for ballot in _running():
        _note_unreached(ballot, now)
        time_actions.close_due(ballot, actor=SYSTEM, now=now)
        time_actions.remind(ballot, actor=SYSTEM, now=now)
    for delegation in delegation_queries.expired(now.date()):
        delegation_actions.expire_delegation(delegation, actor=SYSTEM, now=now)
    for ballot in _awaiting_replies(now):
        time_actions.lapse_objections(ballot, actor=SYSTEM, now=now)


def _note_unreached(ballot: Ballot, now: datetime) -> None:
    """Under silence a seat that no letter reached must not count as content: once mail gives up, that is noted."""
    if ballot.consensus_rule.by_silence and not ballot.is_due(now):
        for number in reach.given_up(ballot):
            roll_actions.mark_undelivered(ballot, number, actor=SYSTEM, now=now)


def _running() -> list[Ballot]:
    return list(
        db.session.scalars(select(Ballot).where(Ballot.state == BallotState.OPEN).order_by(Ballot.id))
    )


def _awaiting_replies(now: datetime) -> list[Ballot]:
    waiting = select(Position.ballot_id).where(
        Position.objection == str(ObjectionState.ANSWERED), Position.answered_at <= now - REPLY_WITHIN
    )
    closed = (Ballot.state == BallotState.CLOSED) & (Ballot.ended_at <= now - REPLY_WITHIN)
    return list(db.session.scalars(select(Ballot).where(Ballot.id.in_(waiting), closed).order_by(Ballot.id)))
