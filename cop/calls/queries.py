"""What is read about calls and proposals, each with its visibility in the query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, selectinload

from cop.calls.models import Call, Characteristic, Proposal
from cop.calls.rules import HANDED_IN, STANDING_WORDS, STATE_WORDS, UNDECIDED, Standing, State, state_at
from cop.calls.visibility import proposals_visible_to, visible_to
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.refs import Resolved, ref

WHOLE = (selectinload(Call.people), selectinload(Call.profile))


def call(viewer: Any, uid: str) -> Call | None:
    """A call with its people and its profile."""
    return db.session.scalar(select(Call).where(Call.uid == uid, visible_to(viewer)).options(*WHOLE))


def call_by_id(id: int) -> Call:
    return db.session.get_one(Call, id)


def characteristic(viewer: Any, uid: str, id: int) -> Characteristic | None:
    owner = call(viewer, uid)
    return next((one for one in owner.profile if one.id == id), None) if owner else None


@dataclass(frozen=True)
class Place:
    """A member's part in a call."""

    call: Call
    member: int


def place(viewer: Any, uid: str, member: int) -> Place | None:
    owner = call(viewer, uid)
    return Place(owner, member) if owner and any(one.member_id == member for one in owner.people) else None


def _proposals(viewer: Any, now: datetime) -> Any:
    found = select(Proposal).join(Proposal.call).where(proposals_visible_to(viewer, now))
    loaded = contains_eager(Proposal.call).options(*WHOLE)
    return found.options(loaded, selectinload(Proposal.answers), selectinload(Proposal.ratings))


def proposal(viewer: Any, uid: str, number: int) -> Proposal | None:
    """A proposal with its answers and ratings, and its call whole."""
    found = _proposals(viewer, clock.lately()).where(Call.uid == uid, Proposal.number == number)
    return db.session.scalar(found)


def proposals(viewer: Any, call: Call) -> list[Proposal]:
    """Those of a call that ``viewer`` reads, the same way, in the order in which they were begun."""
    found = _proposals(viewer, clock.lately()).where(Proposal.call_id == call.id)
    return list(db.session.scalars(found.order_by(Proposal.number)))


def own(viewer: Any, call: Call) -> list[Proposal]:
    """What ``viewer`` proposed."""
    mine = select(Proposal).where(Proposal.call_id == call.id, Proposal.author_id == viewer.id)
    return list(db.session.scalars(mine.order_by(Proposal.number))) if viewer.is_member else []


def undecided(call: Call) -> list[Proposal]:
    found = select(Proposal).where(Proposal.call_id == call.id, Proposal.standing.in_(UNDECIDED))
    return list(db.session.scalars(found.order_by(Proposal.number)))


def received(call: Call) -> int:
    """How many proposals were handed in and stand."""
    counted = select(func.count(Proposal.id)).where(Proposal.call_id == call.id)
    return db.session.scalar(counted.where(Proposal.standing.in_(HANDED_IN))) or 0


def has_proposed(call: Call, member: int) -> bool:
    found = select(Proposal.id).where(Proposal.call_id == call.id, Proposal.author_id == member)
    return db.session.scalar(found.limit(1)) is not None


def due_to_close(now: datetime) -> list[Call]:
    return _open_until(now)


def due_to_remind(before: datetime) -> list[Call]:
    """Calls that close before then and whose proposers were not reminded."""
    return _open_until(before, Call.reminded_at.is_(None))


def _open_until(moment: datetime, *more: Any) -> list[Call]:
    found = select(Call).where(Call.state == State.OPEN, Call.closes <= moment, *more)
    return list(db.session.scalars(found.order_by(Call.closes, Call.id).limit(50)))


def resolve(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    columns = select(Call.id, Call.uid, Call.title, Call.state, Call.closes)
    for row in db.session.execute(columns.where(Call.id.in_(ids), visible_to(viewer))):
        state = gettext(STATE_WORDS[state_at(row.state, row.closes, clock.lately())])
        yield Resolved(ref("call", row.id), "call", f"{row.uid} {row.title}", address(row), state)


def resolve_proposals(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    columns = select(
        Proposal.id, Proposal.number, Proposal.title, Proposal.standing, Call.uid, Call.id.label("of")
    )
    found = columns.join(Proposal.call).where(Proposal.id.in_(ids))
    if not viewer.is_member:
        return
    for row in db.session.execute(found.where(proposals_visible_to(viewer, clock.lately()))):
        here = url_for("calls.proposal", uid=row.uid, number=row.number)
        words = gettext(STANDING_WORDS[Standing(row.standing)])
        yield Resolved(ref("proposal", row.id), "proposal", row.title, here, words)


def address(call: Any) -> str:
    return url_for("calls.call", uid=call.uid)


def proposal_address(proposal: Proposal) -> str:
    return url_for("calls.proposal", uid=proposal.call.uid, number=proposal.number)
