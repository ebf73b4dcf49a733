"""What becomes of an objection: the editors answer it, the objector says whether that resolves it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import current_app

from cop.ballots import chain, events, permits, queries
from cop.ballots.models import Ballot
from cop.ballots.objections import Disposition, ObjectionState, check_answer, check_reply
from cop.ballots.record import Event, Kind
from cop.ballots.seats import Position
from cop.ballots.time_actions import close_due
from cop.kernel import refs
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid, Missing
from cop.kernel.ledger import MEMBERS, record
from cop.kernel.permits import SYSTEM

REPLIES = {
    ObjectionState.RESOLVED: Kind.OBJECTION_RESOLVED,
    ObjectionState.MAINTAINED: Kind.OBJECTION_MAINTAINED,
}


@action(permits.may_answer, lock="ballot")
def answer_objection(
    ballot: Ballot, number: int, disposition: Disposition, text: str, *, actor: Any, now: datetime
) -> Event:
    """Answers the objection of a seat; the latest answer counts. The objector is told.

    Raises IllegalMove when it is too early or too late, Invalid (text) without an answer.
    """
    close_due(ballot, actor=SYSTEM, now=now)
    position = _objection(ballot, number)
    check_answer(ObjectionState(position.objection), ballot.standing, ballot.consensus_rule.visibility)
    if not text.strip():
        raise Invalid(
            N_("Write the answer: the objector reads it, and it is printed beside the objection."),
            field="text",
        )
    note, editor = chain.seal(ballot, None, text=text.strip()), chain.seal_person(ballot, actor)
    data = events.objection_answered(
        objection=position.cast, disposition=disposition, editor=editor, note=note
    )
    event = chain.append(ballot, Kind.OBJECTION_ANSWERED, data, now)
    position.objection, position.disposition = str(ObjectionState.ANSWERED), str(disposition)
    position.answer, position.answered_at = note, event.at
    db.session.flush()
    record("objection_answered", ballot.ref, actor=actor, now=now, audience=MEMBERS, seat=number)
    return event


@action(permits.may_reply, lock="ballot")
def resolve_objection(ballot: Ballot, *, actor: Any, now: datetime) -> Event:
    """The objector is content with the answer: the objection is not printed."""
    event = _reply(ballot, ObjectionState.RESOLVED, actor, now)
    record("objection_resolved", ballot.ref, actor=actor, now=now, audience=MEMBERS, cast=event.data["cast"])
    return event


@action(permits.may_reply, lock="ballot")
def maintain_objection(ballot: Ballot, *, actor: Any, now: datetime) -> Event:
    """The objector keeps the objection: it is printed as a minority view, with the answer."""
    event = _reply(ballot, ObjectionState.MAINTAINED, actor, now)
    record(
        "objection_maintained", ballot.ref, actor=actor, now=now, audience=MEMBERS, cast=event.data["cast"]
    )
    return event


def _reply(ballot: Ballot, state: ObjectionState, actor: Any, now: datetime) -> Event:
    seat = queries.seat_of(ballot, actor)
    position = _objection(ballot, seat.number if seat else 0)
    published = _is_published(ballot)
    check_reply(ObjectionState(position.objection), ballot.standing, published=published)
    event = chain.append(ballot, REPLIES[state], events.of_objection(position.cast), now)
    position.objection = str(state)
    db.session.flush()
    return event


def _objection(ballot: Ballot, number: int) -> Position:
    position = queries.standing(ballot, number)
    if position is None or not position.objection:
        raise Missing(N_("No objection of this seat stands."))
    return position


def _is_published(ballot: Ballot) -> bool:
    kind, id = refs.split(ballot.subject)
    published = current_app.extensions["cop"].hooks.get(f"published:{kind}")
    return published is not None and published(id)


BY_WORD = {"resolved": resolve_objection, "maintained": maintain_objection}
"""What an objector replies, and the act that takes it."""
