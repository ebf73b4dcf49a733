"""What time does to a ballot: it closes, it is extended, seats come late, answered objections lapse."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from cop.ballots import chain, events, permits, queries
from cop.ballots.ending import demand_running, end
from cop.ballots.lifecycle import check_extension
from cop.ballots.models import Ballot
from cop.ballots.objections import ObjectionState, has_lapsed
from cop.ballots.record import Event, Kind, stamp
from cop.ballots.seats import Position
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid
from cop.kernel.ledger import NOBODY, PUBLIC, record

REMIND_BEFORE = timedelta(hours=24)


@action(permits.by_the_clock, lock="ballot")
def close_due(ballot: Ballot, *, actor: Any, now: datetime) -> bool:
    """Closes the ballot if its time is over and nobody has; whether it did."""
    if not ballot.is_due(now):
        return False
    closed = events.closed(queries.tally(ballot), ballot.consensus_rule)
    end(ballot, Kind.CLOSED, closed, actor, now)
    record("ballot_closed", ballot.ref, actor=actor, now=now, audience=PUBLIC, outcome=ballot.outcome)
    return True


@action(permits.by_the_clock, lock="ballot")
def note_late(ballot: Ballot, number: int, *, actor: Any, now: datetime) -> Event | None:
    """Records, once a seat and without content, that it spoke after the close; closes first if due."""
    close_due(ballot, actor=actor, now=now)
    seat = queries.seat(ballot, number)
    if seat is None or seat.late or not ballot.is_closed:
        return None
    seat.late = True
    event = chain.append(ballot, Kind.LATE, events.of_seat(number), now)
    record("position_late", ballot.ref, actor=actor, now=now, audience=NOBODY, seq=event.seq)
    return event


@action(permits.may_run, lock="ballot")
def extend(ballot: Ballot, closes_at: datetime, reason: str, *, actor: Any, now: datetime) -> Event:
    """Moves the close to a later time; the roll is told. Raises what ``check_extension`` raises."""
    demand_running(ballot, now)
    check_extension(ballot.term, closes_at, max(now, ballot.last_at))
    if not reason.strip():
        raise Invalid(N_("Write why there is more time; the roll reads it."), field="reason")
    officer, why = chain.seal_person(ballot, actor), chain.seal(ballot, None, text=reason.strip())
    event = chain.append(
        ballot, Kind.EXTENDED, events.extended(closes_at=closes_at, officer=officer, reason=why), now
    )
    ballot.extensions = [*ballot.extensions, stamp(closes_at)]
    ballot.closes_at, ballot.reminded_at = closes_at, None
    record("ballot_extended", ballot.ref, actor=actor, now=now, audience=PUBLIC, seq=event.seq)
    return event


@action(permits.by_the_clock, lock="ballot")
def remind(ballot: Ballot, *, actor: Any, now: datetime) -> bool:
    """Once, a day before the close: reminds the seats that are silent then, and no others."""
    near = ballot.closes_at - REMIND_BEFORE <= now < ballot.closes_at
    if not ballot.is_open or ballot.reminded_at or not near:
        return False
    ballot.reminded_at = now
    record("ballot_reminded", ballot.ref, actor=actor, now=now, audience=NOBODY)
    return True


@action(permits.by_the_clock, lock="ballot")
def lapse_objections(ballot: Ballot, *, actor: Any, now: datetime) -> int:
    """Records of each answered objection whose time to reply is over that it has lapsed; how many."""
    answered = (Position.ballot_id == ballot.id) & (Position.objection == str(ObjectionState.ANSWERED))
    lapsed = 0
    for position in db.session.scalars(select(Position).where(answered).order_by(Position.seat)):
        if not _lapsed(ballot, position, now):
            continue
        position.objection = str(ObjectionState.LAPSED)
        chain.append(ballot, Kind.OBJECTION_LAPSED, events.of_objection(position.cast), now)
        record("objection_lapsed", ballot.ref, actor=actor, now=now, cast=position.cast)
        lapsed += 1
    return lapsed


def _lapsed(ballot: Ballot, position: Position, now: datetime) -> bool:
    if not ballot.is_closed or ballot.ended_at is None or position.answered_at is None:
        return False
    return has_lapsed(ObjectionState(position.objection), position.answered_at, ballot.ended_at, now)
