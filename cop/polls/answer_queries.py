"""What is said of the slots of a date poll."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, func, select

from cop.kernel import paging
from cop.kernel.db import db
from cop.members.models import Member
from cop.polls.models import DatePoll, PollAnswer, PollGuest, PollSlot
from cop.polls.rules import Answer, Counts


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


def said(slot: PollSlot) -> list[tuple[int, str]]:
    """(member, answer) of those who said something of the slot."""
    rows = select(PollAnswer.member_id, PollAnswer.answer).where(PollAnswer.slot_id == slot.id)
    found = db.session.execute(rows.where(PollAnswer.member_id.is_not(None)).order_by(PollAnswer.id))
    return [(id or 0, answer) for id, answer in found]


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
