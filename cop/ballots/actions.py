"""What a seat says: taking, changing and retracting a position, by holder, alternate, or an officer for them.

Position, event, running tally, receipt and ledger entry are written in one transaction, under a lock.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from cop.ballots import chain, counting, events, permits, queries
from cop.ballots.ending import demand_open
from cop.ballots.models import Ballot
from cop.ballots.objections import ObjectionState
from cop.ballots.positions import check_replace, check_retract, check_stance, note_of
from cop.ballots.record import Event, Kind
from cop.ballots.seats import Position, Seat
from cop.ballots.terms import By, Stance
from cop.ballots.time_actions import close_due, note_late
from cop.kernel.actions import action
from cop.kernel.errors import N_, Invalid, Missing
from cop.kernel.ledger import NOBODY, record
from cop.kernel.permits import SYSTEM


@action(permits.may_take_position, lock="ballot")
def take_position(
    ballot: Ballot,
    stance: Stance,
    written: Mapping[str, str],
    sign: bool = False,
    *,
    actor: Any,
    now: datetime,
) -> Position:
    """Casts for the actor's own seat. ``written`` holds the fields that the stance needs.

    Raises IllegalMove after the end (and notes that the seat came late), Invalid at a field that lacks.
    """
    seat = _own_seat(ballot, actor)
    demand_open(ballot, now, partial(note_late, ballot, seat.number, actor=SYSTEM, now=now))
    by = seat.by(actor) or By.HOLDER
    position = _cast(ballot, seat, by, stance, written, sign, actor, now)
    record("position_taken", ballot.ref, actor=actor, now=now, audience=NOBODY, seq=position.cast)
    return position


@action(permits.may_run, lock="ballot")
def enter_position(
    ballot: Ballot,
    number: int,
    stance: Stance,
    written: Mapping[str, str],
    evidence: str,
    sign: bool = False,
    *,
    actor: Any,
    now: datetime,
) -> Position:
    """Casts for a seat what its holder told an officer; ``evidence`` says how. The holder is told."""
    seat = queries.demand_seat(ballot, number)
    demand_open(ballot, now, partial(note_late, ballot, number, actor=SYSTEM, now=now))
    if not evidence.strip():
        raise Invalid(
            N_("Write how and when the holder told you, so that it can be checked."), field="evidence"
        )
    position = _cast(ballot, seat, By.OFFICER, stance, written, sign, actor, now, evidence.strip())
    record("position_entered", ballot.ref, actor=actor, now=now, audience=NOBODY, seq=position.cast)
    return position


@action(permits.may_take_position, lock="ballot")
def retract_position(ballot: Ballot, *, actor: Any, now: datetime) -> Event:
    """Takes back what stands at the actor's seat: it is silent again."""
    seat = _own_seat(ballot, actor)
    event = _retract(ballot, seat, seat.by(actor) or By.HOLDER, now)
    record("position_retracted", ballot.ref, actor=actor, now=now, audience=NOBODY, seq=event.seq)
    return event


@action(permits.may_run, lock="ballot")
def retract_entry(ballot: Ballot, number: int, *, actor: Any, now: datetime) -> Event:
    """Takes back what an officer entered for a seat; the holder is told."""
    event = _retract(ballot, queries.demand_seat(ballot, number), By.OFFICER, now)
    record("entry_retracted", ballot.ref, actor=actor, now=now, audience=NOBODY, seq=event.seq)
    return event


def _own_seat(ballot: Ballot, actor: Any) -> Seat:
    found = queries.seat_of(ballot, actor)
    if found is None:
        raise Missing()
    return found


def _cast(
    ballot: Ballot,
    seat: Seat,
    by: By,
    stance: Stance,
    written: Mapping[str, str],
    sign: bool,
    actor: Any,
    now: datetime,
    evidence: str = "",
) -> Position:
    standing = queries.standing(ballot, seat.number)
    check_replace(By(standing.by) if standing else None, by)
    check_stance(stance, ballot.consensus_rule, sign=sign)
    fields = _note(ballot, stance, written)
    note = chain.seal(ballot, seat.holder_id, **fields)
    proof = chain.seal(ballot, seat.holder_id, text=evidence) if evidence else ""
    data = events.cast(seat=seat.number, position=stance, by=by, sign=sign, note=note, evidence=proof)
    event = chain.append(ballot, Kind.CAST, data, now)
    chain.sign(ballot, event)
    objection = ObjectionState.OPEN if stance is Stance.OBJECT else ""
    said = {"stance": str(stance), "by": str(by), "sign": sign, "clause": fields.get("clause", "")}
    said |= {"note": note, "evidence": proof}
    kept = {"entered_by": actor.id, "cast": event.seq, "at": event.at, "objection": str(objection)}
    return counting.put(ballot, seat, **said, **kept)


def _note(ballot: Ballot, stance: Stance, written: Mapping[str, str]) -> dict[str, str]:
    note = note_of(stance, written)
    if "clause" in note and note["clause"] not in {str(number) for number, *_ in ballot.clauses if number}:
        raise Invalid(N_("The text has no such clause. Choose one of its clauses."), field="clause")
    return note


def _retract(ballot: Ballot, seat: Seat, by: By, now: datetime) -> Event:
    demand_open(ballot, now, partial(close_due, ballot, actor=SYSTEM, now=now))
    standing = queries.standing(ballot, seat.number)
    check_retract(By(standing.by) if standing else None, by)
    event = chain.append(ballot, Kind.RETRACTED, events.retracted(seat=seat.number, by=by), now)
    chain.sign(ballot, event)
    if standing:
        counting.lift(seat, standing)
    return event
