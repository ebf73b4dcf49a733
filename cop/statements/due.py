"""What is due is done by whoever finds it first: every page that reads a statement, and the worker's tick."""

from __future__ import annotations

from datetime import datetime

from cop.ballots.due import settle as settle_ballot
from cop.kernel import clock
from cop.kernel.permits import SYSTEM
from cop.statements import actions, queries
from cop.statements.models import Statement
from cop.statements.rules import State


def settle(statement: Statement) -> Statement:
    """The statement, its consultation or ballot closed if the time is over."""
    if statement.stands is State.CONSULTATION and _over(statement, clock.now()):
        actions.close_consultation(statement, actor=SYSTEM)
    elif statement.stands is State.BALLOTING:
        settle_ballot(statement.ref)
    return statement


def _over(statement: Statement, now: datetime) -> bool:
    return statement.consultation_closes_at is not None and statement.consultation_closes_at <= now


def tick(now: datetime) -> None:
    """Closes the consultations that are over."""
    for statement in queries.due(now):
        actions.close_consultation(statement, actor=SYSTEM, now=now)
