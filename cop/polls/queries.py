"""Date polls as far as a viewer may see them: members of the community who may read the space."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import url_for
from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from cop.almanac import queries as almanac
from cop.almanac import rules
from cop.almanac.rules import Place
from cop.kernel import paging, refs
from cop.kernel.db import db
from cop.kernel.keys import hashed
from cop.kernel.refs import Resolved
from cop.meetings.models import Occurrence, Series
from cop.meetings.rules import State as MeetingState
from cop.members.models import Member
from cop.polls.models import DatePoll, PollAnswer, PollGuest, PollSlot
from cop.polls.rules import Answer, Counts, State
from cop.spaces.models import Space
from cop.spaces.visibility import belongs, visible_to

A_DAY = timedelta(days=1)
A_YEAR = timedelta(days=365)
MOST_PAST = 50
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
    """Open ones that wait for the viewer: of a restricted space, its people only."""
    mine = select(PollAnswer.id).join(PollSlot, PollSlot.id == PollAnswer.slot_id)
    answered = mine.where(PollSlot.poll_id == DatePoll.id, PollAnswer.member_id == viewer.id).exists()
    asked = or_(Space.visibility != "restricted", belongs(viewer))
    waiting = _seen(viewer).where(DatePoll.state == State.open.value, DatePoll.closes > now, asked, ~answered)
    return list(db.session.scalars(waiting.order_by(DatePoll.closes, DatePoll.id).limit(most)))


def answers_of(whose: Any, poll: DatePoll) -> dict[int, PollAnswer]:
    """By slot; ``whose`` is a member or a guest."""
    own = (
        PollAnswer.guest_id == whose.id if isinstance(whose, PollGuest) else PollAnswer.member_id == whose.id
    )
    of_poll = PollAnswer.slot_id.in_([slot.id for slot in poll.slots])
    return {one.slot_id: one for one in db.session.scalars(select(PollAnswer).where(of_poll, own))}


def counts(costs: dict[int, tuple[int, int]]) -> dict[int, Counts]:
    """By slot, counted from the answers, beside what the slot costs."""
    counted = select(PollAnswer.slot_id, PollAnswer.answer, func.count()).group_by(
        PollAnswer.slot_id, PollAnswer.answer
    )
    rows = db.session.execute(counted.where(PollAnswer.slot_id.in_(list(costs))))
    found = {(slot, answer): number for slot, answer, number in rows}
    return {slot: Counts(slot, *_three(found, slot), cost) for slot, cost in costs.items()}


def _three(found: dict[tuple[int, str], int], slot: int) -> tuple[int, int, int]:
    yes, if_need_be, no = (found.get((slot, answer.value), 0) for answer in Answer)
    return yes, if_need_be, no


def countries_that_can(poll: DatePoll) -> dict[int, list[str]]:
    """By slot, the countries of which somebody can come."""
    can = (PollAnswer.answer != "no") & PollAnswer.slot_id.in_([slot.id for slot in poll.slots])
    rows = select(PollAnswer.slot_id, PollAnswer.country).where(can).distinct()
    found: dict[int, list[str]] = {}
    for slot, country in db.session.execute(rows.order_by(PollAnswer.slot_id, PollAnswer.country)):
        found.setdefault(slot, []).append(country)
    return found


def answered_members(poll: DatePoll) -> set[int]:
    return set(db.session.scalars(_answering(poll)))


def _answering(poll: DatePoll) -> Select[Any]:
    rows = select(PollAnswer.member_id).join(PollSlot, PollSlot.id == PollAnswer.slot_id)
    return rows.where(PollSlot.poll_id == poll.id, PollAnswer.member_id.is_not(None)).distinct()


def who(poll: DatePoll, cursor: str = "") -> paging.Page:
    """Members that answered, by name: (id, name, sort_name, country)."""
    columns = (Member.id, Member.name, Member.sort_name, Member.country)
    listed: Any = select(*columns).where(Member.id.in_(_answering(poll)))
    return paging.read(listed, (Member.sort_name, Member.id), cursor=cursor, descending=False)


def answers_by(poll: DatePoll, ids: Iterable[int]) -> dict[tuple[int, int], str]:
    """(member, slot) to the answer."""
    asked = PollAnswer.member_id.in_(list(ids)) & PollAnswer.slot_id.in_([slot.id for slot in poll.slots])
    rows = select(PollAnswer.member_id, PollAnswer.slot_id, PollAnswer.answer).where(asked)
    return {(member or 0, slot): answer for member, slot, answer in db.session.execute(rows)}


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


def borne(space: Space, places: Sequence[Place], now: datetime) -> dict[str, int]:
    """Who bore the bad hours: what the space's meetings of the last year weighed on each country, on average.

    All countries count for every meeting: who stayed away because of the hour bore it too.
    """
    held = (
        select(Occurrence.begins, Occurrence.ends)
        .join(Occurrence.series)
        .where(Series.space_id == space.id, Occurrence.state != MeetingState.cancelled.value)
        .where(Occurrence.begins.between(now - A_YEAR, now))
    )
    rows = db.session.execute(held.order_by(Occurrence.begins.desc(), Occurrence.id).limit(MOST_PAST)).all()
    if not rows:
        return {}
    free = almanac.free_days((one.country for one in places), (now - A_YEAR).date(), now.date() + A_DAY)
    lengths = [(row.begins, int((row.ends - row.begins).total_seconds()) // 60) for row in rows]
    totals = {
        one.country: sum(rules.local(begins, minutes, one, free).weight for begins, minutes in lengths)
        for one in places
    }
    return {country: round(total / len(rows)) for country, total in totals.items()}
