"""Date polls as far as a viewer may see them: members of the community who may read the space."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from flask import url_for
from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from cop.kernel import refs
from cop.kernel.db import db
from cop.kernel.keys import hashed
from cop.kernel.refs import Resolved
from cop.polls.models import DatePoll, PollAnswer, PollGuest, PollSlot
from cop.polls.rules import State
from cop.spaces.models import Space
from cop.spaces.visibility import belongs, visible_to

MOST_OPEN = 50


def address(poll: Any) -> str:
    return url_for("polls.poll", id=poll.id, slug=poll.slug)


def _seen(viewer: Any) -> Select[Any]:
    """Polls are asked of members: visitors see none, not even in a public space."""
    entering = visible_to(viewer) if viewer.is_member else false()
    return select(DatePoll).join(DatePoll.space).where(entering).options(contains_eager(DatePoll.space))


def poll(viewer: Any, id: int, slug: str) -> DatePoll | None:
    found = _seen(viewer).where(DatePoll.id == id, DatePoll.slug == slug)
    return db.session.scalar(found.options(selectinload(DatePoll.slots)))


def poll_by_id(viewer: Any, id: int) -> DatePoll | None:
    return db.session.scalar(_seen(viewer).where(DatePoll.id == id))


def guest(_viewer: Any, secret: str) -> PollGuest | None:
    """Whose link it is, whoever holds it."""
    return db.session.scalar(select(PollGuest).where(PollGuest.hash == hashed(secret)))


def guest_by_id(viewer: Any, id: int) -> PollGuest | None:
    found = select(PollGuest).join(PollGuest.poll).join(DatePoll.space)
    seen = visible_to(viewer) if viewer.is_member else false()
    return db.session.scalar(found.where(PollGuest.id == id, seen))


def guests(poll: DatePoll) -> list[PollGuest]:
    return list(
        db.session.scalars(select(PollGuest).where(PollGuest.poll_id == poll.id).order_by(PollGuest.id))
    )


def listed(viewer: Any, now: datetime) -> list[DatePoll]:
    """Those that wait for answers or a choice, the next deadline first."""
    lately = (DatePoll.state != State.settled.value) & (DatePoll.closes > now - timedelta(days=60))
    return list(
        db.session.scalars(
            _seen(viewer).where(lately).order_by(DatePoll.closes, DatePoll.id).limit(MOST_OPEN)
        )
    )


def unanswered(viewer: Any, now: datetime, most: int) -> list[DatePoll]:
    """Open ones that wait for the viewer, who never answered or not since a slot was added: of a restricted space, its
    people only."""
    mine = select(func.max(PollAnswer.at)).join(PollSlot, PollSlot.id == PollAnswer.slot_id)
    last = mine.where(PollSlot.poll_id == DatePoll.id, PollAnswer.member_id == viewer.id).scalar_subquery()
    added = select(func.max(PollSlot.added_at)).where(PollSlot.poll_id == DatePoll.id).scalar_subquery()
    asked = or_(Space.visibility != "restricted", belongs(viewer))
    waiting = _seen(viewer).where(DatePoll.state == State.open.value, DatePoll.closes > now, asked)
    waiting = waiting.where(or_(last.is_(None), last < added))
    return list(db.session.scalars(waiting.order_by(DatePoll.closes, DatePoll.id).limit(most)))


def resolved(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    for one in db.session.scalars(_seen(viewer).where(DatePoll.id.in_(ids))):
        yield Resolved(refs.ref("poll", one.id), "poll", one.title, address(one))


def due_to_close(now: datetime) -> list[DatePoll]:
    over = (DatePoll.state == State.open.value) & (DatePoll.closes <= now)
    return list(db.session.scalars(select(DatePoll).where(over).order_by(DatePoll.closes).limit(50)))


def due_to_remind(now: datetime, ahead: timedelta) -> list[DatePoll]:
    soon = (DatePoll.state == State.open.value) & (DatePoll.closes > now) & (DatePoll.closes <= now + ahead)
    rows = select(DatePoll).where(soon, DatePoll.reminded_at.is_(None), DatePoll.created_at <= now - ahead)
    return list(db.session.scalars(rows.order_by(DatePoll.closes).limit(50)))
