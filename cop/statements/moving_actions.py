"""Deciding and publishing a statement: what the secretariat does after the editors."""

from __future__ import annotations

from datetime import datetime

from cop.ballots import queries as ballots
from cop.ballots import time_actions
from cop.ballots.interest_actions import propose_recusals
from cop.ballots.models import Ballot
from cop.ballots.objections import ObjectionState
from cop.ballots.open_actions import open_ballot as open_
from cop.ballots.rules import ConsensusRule
from cop.kernel import counters
from cop.kernel.actions import action
from cop.kernel.errors import N_, Forbidden, IllegalMove, Invalid
from cop.kernel.ledger import OFFICERS, PUBLIC, record
from cop.kernel.permits import SYSTEM
from cop.kernel.refs import link
from cop.members.models import Member
from cop.statements import comment_queries, permits, rules, subjects, writing
from cop.statements.deciding import ask_for_answers
from cop.statements.holding import hold
from cop.statements.models import Statement
from cop.statements.rules import Move, State, after, demand_reason
from cop.statements.writing import proposal


@action(permits.may_open_ballot, lock="statement")
def open_ballot(
    statement: Statement, rule: ConsensusRule, closes_at: datetime, seen: str, *, actor: Member, now: datetime
) -> Ballot:
    """Puts the current text to a ballot in its space. ``seen`` is the hash of what the officer was shown.

    Raises IllegalMove while comments wait for an answer, and what opening a ballot raises.
    """
    after(statement.stands, Move.BALLOT)
    rules.demand_disposed(comment_queries.unanswered(statement))
    ballot: Ballot = open_(statement.space, proposal(statement), rule, closes_at, seen, actor=actor, now=now)
    statement.ballot_id = ballot.id
    propose_recusals(ballot, subjects.keys(subjects.of(statement)), actor=actor, now=now)
    writing.move(statement, Move.BALLOT, actor, now)
    record("statement_put_to_ballot", statement.ref, actor=actor, now=now, n=ballot.n)
    return ballot


@action(permits.may_publish)
def publish(statement: Statement, *, actor: Member, now: datetime) -> Statement:
    """Publishes an adopted statement under the next number of the UTC year, gapless.

    Raises IllegalMove while an objection is open or answered, or a withdrawal of the adoption is proposed.
    """
    ballot = hold(statement)
    after(statement.stands, Move.PUBLISH)
    if statement.unadopt_by is not None:
        raise IllegalMove(
            N_("An officer proposed to withdraw the adoption. Confirm the proposal or drop it; then publish.")
        )
    if ballot:
        _demand_peace(ballot, now)
    count = counters.take(f"statements:{now.year}")
    statement.number, statement.published_at = rules.number(now.year, count), now
    writing.move(statement, Move.PUBLISH, actor, now)
    facts = {"year": now.year, "count": count}
    record("statement_published", statement.ref, actor=actor, now=now, audience=PUBLIC, **facts)
    return statement


def _demand_peace(ballot: Ballot, now: datetime) -> None:
    """An objection whose time to reply is over by now waits no longer."""
    time_actions.lapse_objections(ballot, actor=SYSTEM, now=now)
    waiting = ballots.open_objections(ballot)
    open_, answered = (
        [position.seat for position in waiting if position.objection == state]
        for state in (ObjectionState.OPEN, ObjectionState.ANSWERED)
    )
    rules.demand_peace(open_, answered)


@action(permits.may_unadopt)
def withdraw_adoption(statement: Statement, reason: str, *, actor: Member, now: datetime) -> bool:
    """Two officers take an adoption back, with a public reason: the first proposes, another confirms.

    Whether it is done now; what was reserved and objected then counts as comments. Raises IllegalMove, Forbidden
    when the same officer comes twice.
    """
    ballot = hold(statement)
    after(statement.stands, Move.UNADOPT)
    first = statement.unadopt_by
    if first is None:
        statement.unadopt_reason, statement.unadopt_by = demand_reason(reason), actor.id
        record("unadoption_proposed", statement.ref, actor=actor, now=now, audience=OFFICERS)
        return False
    if first == actor.id:
        raise Forbidden(N_("You proposed this. Another officer of the secretariat must confirm it."))
    why = statement.unadopt_reason
    statement.unadopt_by, statement.unadopt_reason = None, ""
    writing.move(statement, Move.UNADOPT, actor, now, why, first)
    if ballot:
        ask_for_answers(statement, ballot, now)
    record("adoption_withdrawn", statement.ref, actor=actor, now=now)
    return True


@action(permits.may_unadopt, lock="statement")
def drop_unadoption(statement: Statement, *, actor: Member, now: datetime) -> None:
    """Takes the proposal to withdraw the adoption back; any officer may."""
    if statement.unadopt_by is None:
        raise IllegalMove(N_("Nobody proposes to withdraw this adoption, or it was dropped already."))
    statement.unadopt_by, statement.unadopt_reason = None, ""
    record("unadoption_dropped", statement.ref, actor=actor, now=now, audience=OFFICERS)


@action(permits.may_shelve, lock="statement")
def shelve(statement: Statement, reason: str, *, actor: Member, now: datetime) -> None:
    """Sets a text aside, or takes it up again."""
    back = statement.stands is State.SHELVED
    move = Move.UNSHELVE if back else Move.SHELVE
    after(statement.stands, move)
    writing.move(statement, move, actor, now, demand_reason(reason))
    record("statement_unshelved" if back else "statement_shelved", statement.ref, actor=actor, now=now)


@action(permits.may_retire, lock="statement")
def supersede(statement: Statement, successor: Statement, *, actor: Member, now: datetime) -> None:
    """Marks a published statement as replaced by another published one. Raises Invalid at ``successor``."""
    after(statement.stands, Move.SUPERSEDE)
    if successor.stands is not State.PUBLISHED or successor.id == statement.id:
        raise Invalid(N_("Name another statement that is published: by its number."), field="successor")
    statement.successor_id = successor.id
    writing.move(statement, Move.SUPERSEDE, actor, now)
    link(successor.ref, statement.ref, "supersedes", now)
    record("statement_superseded", statement.ref, actor=actor, now=now, audience=PUBLIC, by=successor.id)


@action(permits.may_retire, lock="statement")
def withdraw(statement: Statement, reason: str, *, actor: Member, now: datetime) -> None:
    """Withdraws a published statement; its page stays, with the reason."""
    after(statement.stands, Move.WITHDRAW)
    writing.move(statement, Move.WITHDRAW, actor, now, demand_reason(reason))
    record("statement_withdrawn", statement.ref, actor=actor, now=now, audience=PUBLIC)
