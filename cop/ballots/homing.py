"""What ballots bring to home: for each silent seat of mine its question, for officers and editors what waits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import or_, select

from cop.ballots.kept import Motion
from cop.ballots.models import Ballot
from cop.ballots.objections import ObjectionState
from cop.ballots.seats import Position, Seat
from cop.ballots.terms import BallotState
from cop.kernel.db import db
from cop.kernel.features import Awaiting


def awaiting(viewer: Any, now: datetime) -> Iterable[Awaiting]:
    """Positions asked of the viewer's seats, and answers to their objections that want a reply."""
    for ballot, position in _of_seats(viewer, now):
        yield _answered(ballot, position) if position else _silent(ballot)


def awaiting_officers(viewer: Any, now: datetime) -> Iterable[Awaiting]:
    """What another officer proposed and waits to be confirmed."""
    if "officer" not in viewer.roles:
        return
    pending = (
        Motion.confirmed_by.is_(None) & Motion.withdrawn_at.is_(None) & (Motion.proposed_by != viewer.id)
    )
    running = (Ballot.state == BallotState.OPEN) & (Ballot.closes_at > now)
    moved = select(Motion.ballot_id).where(pending)
    for ballot in db.session.scalars(select(Ballot).where(Ballot.id.in_(moved), running).order_by(Ballot.id)):
        why = _("Another officer proposes something that takes two; it can be confirmed until the close.")
        yield Awaiting(
            _("Ballot"), ballot.title, why, _("Look at it"), _link(ballot, "run"), ballot.closes_at
        )


def _of_seats(viewer: Any, now: datetime) -> Iterable[Any]:
    """(ballot, position) of the viewer's seats: open and silent (None), or closed with an objection that was answered."""
    mine = or_(Seat.holder_id == viewer.id, Seat.alternate_id == viewer.id)
    at_seat = (Position.ballot_id == Seat.ballot_id) & (Position.seat == Seat.number)
    silent = Position.seat.is_(None) & (Ballot.state == BallotState.OPEN) & (Ballot.closes_at > now)
    answered = (Position.objection == str(ObjectionState.ANSWERED)) & (Ballot.state == BallotState.CLOSED)
    query = select(Ballot, Position).join(Seat, Seat.ballot_id == Ballot.id).outerjoin(Position, at_seat)
    return db.session.execute(query.where(mine, or_(silent, answered)).order_by(Ballot.closes_at, Ballot.id))


def _silent(ballot: Ballot) -> Awaiting:
    why = _("Your seat has said nothing yet, and silence is never counted as support.")
    act = _("Read and take a position")
    return Awaiting(_("Ballot"), ballot.title, why, act, _link(ballot), ballot.closes_at)


def _answered(ballot: Ballot, position: Position) -> Awaiting:
    why = _("The editors have answered your objection: say whether that resolves it.")
    by, act = position.reply_due(ballot.ended_at), _("Read the answer")
    return Awaiting(_("Objection"), ballot.title, why, act, _link(ballot) + "#own", by)


def _link(ballot: Ballot, page: str = "ballot") -> str:
    return url_for(f"ballots.{page}", slug=ballot.slug, n=ballot.n)
