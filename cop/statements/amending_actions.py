"""Taking an amendment over into the text."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.ballots.clauses import split
from cop.ballots.open_actions import overtake
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Stale
from cop.kernel.ledger import record
from cop.statements import permits, queries, rules, writing
from cop.statements.actions import dispose
from cop.statements.amending import replaced
from cop.statements.holding import hold
from cop.statements.models import Revision, Statement
from cop.statements.remarks import Comment
from cop.statements.rules import Disposition, State


@action(permits.may_dispose)
def take_over(
    remark: Comment,
    reason: str,
    summary: str,
    version: int,
    *,
    ends_ballot: bool = False,
    actor: Any,
    now: datetime,
) -> Revision:
    """Accepts an amendment, with ``reason``, and puts its words into the text as the next revision.

    ``version`` is the statement's as its page showed it, ``ends_ballot`` says that the editor knows of the open
    ballot. Raises Stale when the text has changed since, IllegalMove for what cannot be taken over, Invalid (reason).
    """
    statement = remark.statement
    ballot = hold(statement)
    db.session.refresh(remark)
    _demand(remark)
    if version != statement.version:
        raise Stale(
            N_("The text has changed since you looked. See below how it would read now, and send it again."),
            version=statement.version,
        )
    rules.demand_revisable(statement.stands, ends_ballot=ends_ballot)
    before = queries.current(statement)
    key = remark.clause_key or 0
    source = replaced(before.source, before.clauses, key, remark.proposal)
    if remark.disposition != Disposition.ACCEPTED:
        dispose(remark, Disposition.ACCEPTED, reason, actor=actor, now=now)
    if ballot and statement.stands is State.BALLOTING:
        overtake(ballot, source, actor=actor, now=now)
    made = _append(statement, before, source, summary, {key: _first(remark.proposal)}, actor, now)
    remark.applied = made.number
    record("amendment_applied", remark.ref, actor=actor, now=now, number=remark.number, revision=made.number)
    return made


def _append(
    statement: Statement,
    before: Revision,
    source: str,
    summary: str,
    amended: dict[int, str],
    actor: Any,
    now: datetime,
) -> Revision:
    kept = (before.title, source, before.language, summary)
    return writing.append(statement, *kept, actor, now, amended)


def _first(words: str) -> str:
    """Of words that are several clauses, those that stay the amended one."""
    return next((block.source for block in split(words) if block.number), "")


def _demand(remark: Comment) -> None:
    if not remark.proposal or remark.withdrawn_at is not None:
        raise IllegalMove(N_("This comment proposes no words, or was withdrawn. Revise the text by hand."))
    if remark.applied:
        raise IllegalMove(N_("These words are in the text already: revision %(n)s."), n=remark.applied)
