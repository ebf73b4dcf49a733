"""What the end of a ballot brings to its statement, in the ballot's own transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from cop.ballots import records
from cop.ballots.models import Ballot
from cop.ballots.seats import Position, Seat
from cop.ballots.terms import Stance
from cop.kernel.actions import lock_row
from cop.kernel.db import db
from cop.kernel.ledger import record
from cop.members.models import Member
from cop.statements import queries, writing
from cop.statements.models import Clause, Statement
from cop.statements.rules import Move


def ended(statement_id: int, ballot: Ballot, actor: Any, now: datetime) -> None:
    """Moves the statement to where the ballot's end leads."""
    statement = db.session.get_one(Statement, statement_id)
    lock_row(statement)
    if not ballot.is_closed:
        writing.move(statement, Move.INTERRUPT, now)
    elif ballot.adopted:
        writing.move(statement, Move.ADOPT, now)
    else:
        writing.move(statement, Move.FAIL, now)
        _ask_for_answers(statement, ballot, now)
    record("statement_decided", statement.ref, actor=actor, now=now, n=ballot.n, adopted=int(ballot.adopted))


def _ask_for_answers(statement: Statement, ballot: Ballot, now: datetime) -> None:
    """Reservations and objections of a ballot that did not adopt are comments that the editors must answer."""
    of_ballot = (
        (Position.ballot_id == ballot.id) & (Seat.ballot_id == ballot.id) & (Seat.number == Position.seat)
    )
    spoken = Position.stance.in_([str(Stance.RESERVE), str(Stance.OBJECT)])
    rows = db.session.execute(select(Position, Seat).where(of_ballot, spoken).order_by(Position.seat)).all()
    notes = records.texts(ballot, *(position.note for position, _seat in rows))
    revision = queries.current(statement)
    for position, seat in rows:
        note = notes.get(position.note, {})
        words = "\n\n".join(note[part] for part in ("text", "reason", "change") if note.get(part))
        if words:
            author = db.session.get_one(Member, seat.holder_id)
            made = writing.put_comment(
                statement, author, words, now, revision_id=revision.id, from_ballot=ballot.name
            )
            _place(made, revision.clauses, note.get("clause", ""))


def _place(made: Any, clauses: list[Clause], number: str) -> None:
    clause = next((c for c in clauses if c.number and str(c.number) == number), None)
    if clause:
        made.clause_key, made.clause_number = clause.key, clause.number
