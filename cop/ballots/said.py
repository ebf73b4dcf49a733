"""Reading what seats wrote: the reservations and objections that stand, as far as a viewer may read them.

Members read all of them once positions show; everyone those that are printed with an adopted text. A page shows the
first of each kind and leads to the list of all, so that it stays as small at fifty thousand seats as at fifty.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, false, select, true
from sqlalchemy.orm import aliased

from cop.ballots.kept import Opening
from cop.ballots.lifecycle import shows_positions
from cop.ballots.models import Ballot
from cop.ballots.objections import ObjectionState
from cop.ballots.seats import Position, Seat
from cop.ballots.terms import Stance
from cop.kernel import paging
from cop.kernel.db import db
from cop.members.models import Member
from cop.profiles import mandate_queries
from cop.profiles.mandate_queries import Mandates

SHOWN = {Stance.RESERVE: 30, Stance.OBJECT: 12}
LISTED = 20
WRITTEN = Position.stance.in_([str(stance) for stance in SHOWN])


@dataclass(frozen=True)
class Remark:
    """A standing position with what its seat wrote and what was answered; texts that were erased are empty."""

    position: Position
    seat: Seat
    holder: Member
    written: dict[str, str]
    answer: dict[str, str]
    reply_due: datetime | None = None
    mandates: Sequence[Any] = ()
    """Those that the holder had when the position was taken."""

    @property
    def clause(self) -> str:
        return self.position.clause

    @property
    def state(self) -> ObjectionState | None:
        return ObjectionState(self.position.objection) if self.position.objection else None


def first(ballot: Ballot, viewer: Any) -> list[Remark]:
    """The first of each kind, by seat."""
    return _remarks(ballot, [row for stance in SHOWN for row in _first(ballot, viewer, stance)])


def _first(ballot: Ballot, viewer: Any, stance: Stance) -> Sequence[Any]:
    found = _written(ballot, viewer).where(Position.stance == str(stance)).order_by(Position.seat)
    return db.session.execute(found.limit(SHOWN[stance])).all()


def of_seat(ballot: Ballot, viewer: Any, number: int) -> Remark | None:
    rows = db.session.execute(_written(ballot, viewer).where(Position.seat == number)).all()
    return next(iter(_remarks(ballot, rows)), None)


def page_of(ballot: Ballot, viewer: Any, cursor: str) -> tuple[list[Remark], paging.Page]:
    """All of them in pages, by seat; the page's own rows are of no use to a template."""
    numbers = select(Position.seat).where(Position.ballot_id == ballot.id, WRITTEN, _may_read(ballot, viewer))
    page = paging.read(numbers, [Position.seat], cursor=cursor, size=LISTED, descending=False)
    own = Position.seat.in_([row.seat for row in page.rows])
    rows = db.session.execute(_written(ballot, viewer).where(own).order_by(Position.seat)).all()
    return _remarks(ballot, rows), page


def _may_read(ballot: Ballot, viewer: Any) -> ColumnElement[bool]:
    shown = shows_positions(ballot.consensus_rule.visibility, ballot.standing, member=viewer.is_member)
    if not shown or not (viewer.is_member or ballot.adopted):
        return false()
    return true() if viewer.is_member else Position.objection != str(ObjectionState.RESOLVED)


def _written(ballot: Ballot, viewer: Any) -> Select[*tuple[Any, ...]]:
    note, answer = aliased(Opening), aliased(Opening)
    at_seat = (Seat.ballot_id == Position.ballot_id) & (Seat.number == Position.seat)
    return (
        select(Position, Seat, Member, note.text, answer.text)
        .join(Seat, at_seat)
        .join(Member, Member.id == Seat.holder_id)
        .outerjoin(note, note.hash == Position.note)
        .outerjoin(answer, answer.hash == Position.answer)
        .where(Position.ballot_id == ballot.id, WRITTEN, _may_read(ballot, viewer))
    )


def _remarks(ballot: Ballot, rows: Sequence[Any]) -> list[Remark]:
    mandates = mandate_queries.ever_of(row.Member.id for row in rows) if rows else {}
    return [_remark(ballot, row, mandates) for row in rows]


def _remark(ballot: Ballot, row: Any, mandates: Mandates) -> Remark:
    position, seat, holder, said, answered = row
    texts = (json.loads(said or "{}"), json.loads(answered or "{}"))
    held = mandate_queries.held(mandates, holder.id, position.at)
    return Remark(position, seat, holder, *texts, position.reply_due(ballot.ended_at), held)
