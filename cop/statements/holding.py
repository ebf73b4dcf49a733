"""Locks in their order: a ballot's end locks the ballot, then its text; whoever needs both does the same."""

from __future__ import annotations

from cop.ballots import queries as ballots
from cop.ballots.models import Ballot
from cop.kernel.actions import lock_row
from cop.statements.models import Statement


def hold(statement: Statement) -> Ballot | None:
    """Locks the statement's last ballot, which is returned, and then the statement."""
    ballot = ballots.latest(statement.ref)
    if ballot:
        lock_row(ballot)
    lock_row(statement)
    return ballot
