"""What comments have in common, those that members write and those that a ballot leaves behind."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from cop.ballots import due as ballots_due
from cop.ballots import queries as ballots
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.statements import rules
from cop.statements.models import Clause, Revision, Statement
from cop.statements.remarks import Comment
from cop.statements.rules import State


def demand_open(statement: Statement, now: datetime) -> None:
    """Raises IllegalMove unless comments are taken at ``now``; a ballot found due is then closed."""
    until, then = statement.consultation_closes_at, None
    if statement.stands is State.BALLOTING:
        ballot = ballots.latest(statement.ref)
        until, then = (ballot.closes_at if ballot else None), partial(ballots_due.settle, statement.ref)
    try:
        rules.demand_comments_open(statement.stands, until, now)
    except IllegalMove as refused:
        refused.then = then
        raise


def clause_of(revision: Revision, key: int | None) -> Clause | None:
    """The clause of that key in the text as it stands; None for the whole. Raises Invalid (clause)."""
    if key is None:
        return None
    clause = next((c for c in revision.clauses if c.key == key and c.number), None)
    if clause is None:
        raise Invalid(N_("The text has no such clause any more. Choose one of its clauses."), field="clause")
    return clause


def demand_amendment(clause: Clause | None, proposed: str) -> None:
    """Raises Invalid for other words of no clause, and for the same words."""
    if proposed and clause is None:
        raise Invalid(N_("A proposed text replaces one clause. Choose which."), field="clause")
    if clause is not None and proposed == clause.source:
        raise Invalid(N_("These are the clause's words as they stand. Change them."), field="proposal")


def next_comment(statement: Statement, revision: Revision, clause: Clause | None) -> Comment:
    """The statement's next comment, still without words, counted as waiting; the statement is locked."""
    statement.comments_count += 1
    statement.waiting += 1
    made = Comment(statement_id=statement.id, number=statement.comments_count, revision_id=revision.id)
    made.clause_key, made.clause_number = (clause.key, clause.number) if clause else (None, 0)
    return made
