"""When could we meet: asked, answered, closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from cop.kernel import text
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.ledger import record
from cop.meetings.series.rules import demand_plan
from cop.meetings.series.writing import demand_open as demand_open_space
from cop.polls import answer_queries, permits, rules, writing
from cop.polls.models import DatePoll, PollSlot
from cop.polls.rules import Answer, Draft, State
from cop.spaces.models import Space


@action(permits.may_start)
def start_poll(
    space: Space, draft: Draft, starts: Sequence[datetime], *, actor: Any, now: datetime
) -> DatePoll:
    """Asks those who may read the space. ``starts`` in UTC. Raises Invalid, IllegalMove."""
    demand_open_space(space)
    rules.demand_slots(starts, draft.closes, now)
    slug = text.slug(draft.title, "poll")
    poll = DatePoll(space_id=space.id, organiser_id=actor.id, created_at=now, slug=slug, **vars(draft))
    poll.slots = [PollSlot(begins=start) for start in sorted(starts)]
    demand_plan(writing.plan(poll, poll.slots[0]))
    db.session.add(poll)
    db.session.flush()
    record("poll_started", poll.ref, actor=actor, now=now, audience=space.audience)
    return poll


@action(permits.may_answer, lock="poll")
def answer_poll(poll: DatePoll, answers: Mapping[int, Answer], *, actor: Any, now: datetime) -> None:
    """The member's answers by slot; a slot left out has none. Raises IllegalMove once the poll is closed."""
    writing.demand_open(poll, now)
    whose = {"member_id": actor.id, "country": actor.country}
    writing.answer(poll, answers, answer_queries.answers_of(actor, poll), whose, now)
    record("poll_answered", poll.ref, actor=actor, now=now)


@action(permits.by_the_clock, lock="poll")
def close_poll(poll: DatePoll, *, actor: Any, now: datetime) -> None:
    """The deadline has passed: the organiser is told which slots are best."""
    if poll.state == State.open.value and poll.closes <= now:
        poll.state = State.closed.value
        record("poll_closed", poll.ref, actor=actor, now=now, audience=poll.space.audience)


@action(permits.by_the_clock, lock="poll")
def remind_of_poll(poll: DatePoll, *, actor: Any, now: datetime) -> None:
    """Once for a deadline, those who have not answered."""
    if poll.state == State.open.value and poll.reminded_at is None:
        poll.reminded_at = now
        record("poll_reminded", poll.ref, actor=actor, now=now)
