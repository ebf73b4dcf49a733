"""What the end of a ballot brings to its statement, in the ballot's own transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from cop.ballots.models import Ballot
from cop.ballots.objections import ObjectionState
from cop.ballots.seats import Position, Seat
from cop.ballots.terms import BallotState, Stance
from cop.kernel.actions import lock_row
from cop.kernel.db import db
from cop.kernel.ledger import record
from cop.profiles import mandate_queries
from cop.statements import queries, writing
from cop.statements.commenting import next_comment
from cop.statements.models import Statement
from cop.statements.permits import EDITOR
from cop.statements.rules import Move


def ended(statement_id: int, ballot: Ballot, actor: Any, now: datetime) -> None:
    """Moves the statement to where the ballot's end leads."""
    statement = db.session.get_one(Statement, statement_id)
    lock_row(statement)
    move = _move(ballot)
    writing.move(statement, move, actor, now)
    if move is not Move.ADOPT:
        ask_for_answers(statement, ballot, now)
    record("statement_decided", statement.ref, actor=actor, now=now, n=ballot.n, adopted=int(ballot.adopted))


def _move(ballot: Ballot) -> Move:
    if ballot.standing is not BallotState.CLOSED:
        return Move.INTERRUPT
    return Move.ADOPT if ballot.adopted else Move.FAIL


def ask_for_answers(statement: Statement, ballot: Ballot, now: datetime) -> None:
    """Reservations and unresolved objections of a ballot that decided nothing are comments the editors must answer."""
    revision = queries.current(statement)
    clauses = {str(clause.number): clause for clause in revision.clauses if clause.number}
    standing = _standing(ballot)
    had = mandate_queries.ever_of(seat.holder_id for _position, seat in standing)
    for position, seat in standing:
        made = next_comment(statement, revision, clauses.get(position.clause))
        made.note, made.ballot_id, made.seat, made.at = position.note, ballot.id, seat.number, now
        made.author_id, made.group_key, made.country = seat.holder_id, seat.group_key, seat.country
        made.organisation, made.language = seat.organisation, ballot.language
        held = mandate_queries.held(had, seat.holder_id, position.at)
        made.personal, made.mandate_id = seat.group_key == "regulators", held[0].id if held else None
        db.session.add(made)
    db.session.flush()


def _standing(ballot: Ballot) -> list[tuple[Position, Seat]]:
    at_seat = (Seat.ballot_id == Position.ballot_id) & (Seat.number == Position.seat)
    spoken = Position.stance.in_([str(Stance.RESERVE), str(Stance.OBJECT)])
    rows = select(Position, Seat).join(Seat, at_seat).where(Position.ballot_id == ballot.id, spoken)
    rows = rows.where(Position.objection != str(ObjectionState.RESOLVED))
    return [(position, seat) for position, seat in db.session.execute(rows.order_by(Position.seat))]


def edits(statement_id: int, member: Any) -> bool:
    """Whether ``member`` may answer objections to the text, as one of its editors."""
    statement = db.session.get(Statement, statement_id)
    return statement is not None and EDITOR.holds(member, statement)


def is_published(statement_id: int) -> bool:
    statement = db.session.get(Statement, statement_id)
    return statement is not None and statement.is_public
