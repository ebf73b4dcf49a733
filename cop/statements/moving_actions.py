"""Deciding and publishing a statement: what the secretariat does, and what a ballot's end brings."""

from __future__ import annotations

from datetime import datetime

from cop.ballots import queries as ballots
from cop.ballots.models import Ballot
from cop.ballots.open_actions import open_ballot as open_
from cop.ballots.roll import Proposal
from cop.ballots.rules import ConsensusRule
from cop.kernel import counters
from cop.kernel.actions import action
from cop.kernel.errors import N_, Forbidden, IllegalMove, Invalid
from cop.kernel.ledger import PUBLIC, record
from cop.members.models import Member
from cop.statements import permits, queries, writing
from cop.statements.models import Statement
from cop.statements.rules import Move, State, after


def _demand(reason: str) -> str:
    if not reason.strip():
        raise Invalid(N_("Write the reason. It is shown with the statement for ever."), field="reason")
    return reason.strip()


def proposal(statement: Statement) -> Proposal:
    """What a ballot on the statement as it is now would decide."""
    revision = queries.current(statement)
    return Proposal(statement.ref, statement.slug, revision.title, revision.source, statement.language)


def demand_answers(statement: Statement) -> None:
    """Raises IllegalMove, naming the comments, while one has neither disposition nor withdrawal."""
    if numbers := queries.unanswered(statement):
        raise IllegalMove(
            N_(
                "These comments have no answer yet: %(numbers)s. The statement's editors answer each, or "
                "its author withdraws it."
            ),
            numbers=", ".join(f"#{number}" for number in numbers[:20]),
        )


@action(permits.may_open_ballot, lock="statement")
def open_ballot(
    statement: Statement, rule: ConsensusRule, closes_at: datetime, seen: str, *, actor: Member, now: datetime
) -> Ballot:
    """Puts the current text to a ballot in its space. ``seen`` is the hash of what the officer was shown."""
    after(statement.stands, Move.BALLOT)
    demand_answers(statement)
    ballot: Ballot = open_(statement.space, proposal(statement), rule, closes_at, seen, actor=actor, now=now)
    writing.move(statement, Move.BALLOT, now)
    record("statement_put_to_ballot", statement.ref, actor=actor, now=now, n=ballot.n)
    return ballot


@action(permits.may_publish, lock="statement")
def publish(statement: Statement, *, actor: Member, now: datetime) -> Statement:
    """Publishes an adopted statement under the next number of the UTC year, gapless."""
    after(statement.stands, Move.PUBLISH)
    _demand_peace(statement)
    statement.number = f"JS-{now.year}-{counters.take(f'statements:{now.year}'):03d}"
    statement.published_at = now
    statement.unadopt_by, statement.unadopt_reason = None, ""
    writing.move(statement, Move.PUBLISH, now)
    record(
        "statement_published", statement.ref, actor=actor, now=now, audience=PUBLIC, number=statement.number
    )
    return statement


def _demand_peace(statement: Statement) -> None:
    """Raises IllegalMove while an objection of the deciding ballot is open or waits for its objector."""
    ballot = ballots.latest(statement.ref)
    waiting = ballots.open_objections(ballot) if ballot else []
    if waiting:
        raise IllegalMove(
            N_(
                "Objections wait: %(seats)s. The editors answer each; the objector then has seven days to maintain it or "
                "call it resolved."
            ),
            seats=", ".join(f"#{position.seat}" for position in waiting),
        )


@action(permits.may_unadopt, lock="statement")
def withdraw_adoption(statement: Statement, reason: str, *, actor: Member, now: datetime) -> bool:
    """Two officers take an adoption back, with a public reason: the first proposes, another confirms.

    Whether it is done now. Raises Forbidden when the same officer comes twice.
    """
    after(statement.stands, Move.UNADOPT)
    if statement.unadopt_by is None:
        statement.unadopt_by, statement.unadopt_reason = actor.id, _demand(reason)
        record("unadoption_proposed", statement.ref, actor=actor, now=now)
        return False
    if statement.unadopt_by == actor.id:
        raise Forbidden(N_("You proposed this. Another officer of the secretariat must confirm it."))
    statement.reason = statement.unadopt_reason
    statement.unadopt_by, statement.unadopt_reason = None, ""
    writing.move(statement, Move.UNADOPT, now)
    record("adoption_withdrawn", statement.ref, actor=actor, now=now)
    return True


@action(permits.may_shelve, lock="statement")
def shelve(statement: Statement, reason: str, *, actor: Member, now: datetime) -> None:
    """Sets a text aside, or takes it up again."""
    back = statement.stands is State.SHELVED
    statement.reason = _demand(reason)
    writing.move(statement, Move.UNSHELVE if back else Move.SHELVE, now)
    record("statement_unshelved" if back else "statement_shelved", statement.ref, actor=actor, now=now)


@action(permits.may_retire, lock="statement")
def supersede(statement: Statement, successor: Statement, *, actor: Member, now: datetime) -> None:
    """Marks a published statement as replaced by another published one. Raises Invalid at ``successor``."""
    if successor.stands is not State.PUBLISHED or successor.id == statement.id:
        raise Invalid(N_("Name another statement that is published: by its number."), field="successor")
    statement.successor_id = successor.id
    writing.move(statement, Move.SUPERSEDE, now)
    record("statement_superseded", statement.ref, actor=actor, now=now, audience=PUBLIC, by=successor.id)


@action(permits.may_retire, lock="statement")
def withdraw(statement: Statement, reason: str, *, actor: Member, now: datetime) -> None:
    """Withdraws a published statement; its page stays, with the reason."""
    statement.reason = _demand(reason)
    writing.move(statement, Move.WITHDRAW, now)
    record("statement_withdrawn", statement.ref, actor=actor, now=now, audience=PUBLIC)
