"""A date poll that runs is changed: those who answered are told what, and keep their other answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, Stale
from cop.kernel.ledger import record
from cop.meetings.series.rules import demand_plan
from cop.polls import answer_queries, permits, rules, writing
from cop.polls.models import DatePoll, PollAnswer, PollSlot
from cop.polls.rules import Draft, State


@action(permits.may_organise, lock="poll")
def change_poll(
    poll: DatePoll, draft: Draft, starts: Sequence[datetime], version: int, *, actor: Any, now: datetime
) -> DatePoll:
    """Another name, text, deadline or other slots (UTC); how long and in which zone stays. A later deadline opens a
    poll that was closed. Raises Stale, Invalid, IllegalMove.
    """
    rules.demand_unsettled(poll.state)
    _demand_fresh(poll, version)
    rules.demand_slots(starts, draft.closes, now)
    members, was = sorted(answer_queries.answered_members(poll)), _asked(poll)
    poll.title, poll.purpose, poll.version = draft.title, draft.purpose, poll.version + 1
    if draft.closes != poll.closes:
        poll.closes, poll.reminded_at, poll.state = draft.closes, None, State.open.value
    gone, added = _take_away(poll, starts), _add(poll, starts, now)
    demand_plan(writing.plan(poll, poll.slots[0]))
    facts = {"gone": gone, "added": added, **_changed(was, _asked(poll))}
    record(
        "poll_changed", poll.ref, actor=actor, now=now, audience=poll.space.audience, members=members, **facts
    )
    return poll


def _asked(poll: DatePoll) -> Draft:
    return Draft(poll.title, poll.purpose, poll.minutes, poll.zone, poll.closes)


def _changed(was: Draft, now: Draft) -> dict[str, int]:
    """``closes`` and ``words``: whether they are others."""
    words = replace(was, closes=now.closes) != now
    return {"closes": int(was.closes != now.closes), "words": int(words)}


def _take_away(poll: DatePoll, starts: Collection[datetime]) -> list[str]:
    """When the slots were that are asked about no more; what was said of them goes."""
    gone = [slot for slot in poll.slots if slot.begins not in starts]
    db.session.execute(delete(PollAnswer).where(PollAnswer.slot_id.in_([slot.id for slot in gone])))
    for slot in gone:
        poll.slots.remove(slot)
        db.session.delete(slot)
    return [slot.begins.isoformat() for slot in gone]


def _add(poll: DatePoll, starts: Sequence[datetime], now: datetime) -> list[str]:
    """When the slots are that are asked about from now on."""
    new = sorted(set(starts) - {slot.begins for slot in poll.slots})
    poll.slots = sorted(
        [*poll.slots, *(PollSlot(begins=start, added_at=now) for start in new)], key=lambda slot: slot.begins
    )
    db.session.flush()
    return [start.isoformat() for start in new]


def _demand_fresh(poll: DatePoll, version: int) -> None:
    if poll.version != version:
        slots = "\n".join(f"{slot.begins:%Y-%m-%d %H:%M} UTC" for slot in poll.slots)
        closes = f"{poll.closes:%Y-%m-%d %H:%M} UTC"
        raise Stale(
            N_("Someone changed the poll while you wrote. Compare, then send again."),
            theirs="\n\n".join(part for part in (poll.title, poll.purpose, slots, closes) if part),
            version=poll.version,
        )
