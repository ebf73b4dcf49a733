"""How a ballot begins, and how a change of its text ends it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import current_app

from cop.ballots import events, permits
from cop.ballots.ending import demand_running, end
from cop.ballots.freezing import freeze
from cop.ballots.lifecycle import Move, Term, after, check_length, check_roll
from cop.ballots.models import Ballot
from cop.ballots.record import Event, Kind
from cop.ballots.roll import Prepared, Proposal, prepare
from cop.ballots.rules import ConsensusRule
from cop.kernel.actions import action
from cop.kernel.errors import N_, Stale
from cop.kernel.ledger import PUBLIC, record
from cop.spaces.models import Space


@action(permits.may_open, lock="space")
def open_ballot(
    space: Space,
    proposal: Proposal,
    rule: ConsensusRule,
    closes_at: datetime,
    seen: str,
    *,
    actor: Any,
    now: datetime,
) -> Ballot:
    """Freezes text, roll, rule and time, and opens. ``seen`` is the hash of what the officer was shown.

    Raises Stale when that has changed meanwhile, IllegalMove for a roll that cannot have its quorum or while
    another is open, Invalid for a time too short or a text without a clause.
    """
    prepared = prepare(space, proposal, rule, closes_at)
    _check(prepared, seen, now)
    ballot = freeze(space, prepared, now)
    facts = {"n": ballot.n, "seats": ballot.seats}
    record("ballot_opened", ballot.ref, actor=actor, now=now, audience=PUBLIC, **facts)
    return ballot


def _check(prepared: Prepared, seen: str, now: datetime) -> None:
    if prepared.previous and prepared.previous.is_open:
        after(prepared.previous.standing, Move.OPEN)
    if prepared.hash != seen:
        raise Stale(
            N_("What would be opened has changed since you saw it: look at text, roll and times once more.")
        )
    check_roll(prepared.pairs, prepared.rule)
    shortest = timedelta(minutes=current_app.extensions["cop"].config.ballot_minutes)
    check_length(Term(now, prepared.closes_at), shortest)


@action(permits.may_overtake, lock="ballot")
def overtake(ballot: Ballot, text: str, *, actor: Any, now: datetime) -> Event:
    """Ends the ballot because its text becomes ``text``; its positions can be reaffirmed in the next.

    Raises IllegalMove when it has ended, or is due and so is to be closed first.
    """
    demand_running(ballot, now)
    event = end(ballot, Kind.OVERTAKEN, events.overtaken(text=text), actor, now)
    record("ballot_overtaken", ballot.ref, actor=actor, now=now, audience=PUBLIC)
    return event
