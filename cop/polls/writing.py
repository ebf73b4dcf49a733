"""What several writes about a date poll share, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cop.kernel.db import db
from cop.meetings.company.quorum_rules import Quorum
from cop.meetings.series import times
from cop.meetings.series.rules import Plan, Speech
from cop.polls import rules
from cop.polls.models import DatePoll, PollAnswer, PollSlot
from cop.polls.rules import Answer, Settled

UNSETTLED = Settled("", "", Speech.attributed)


def plan(poll: DatePoll, slot: PollSlot, settled: Settled = UNSETTLED) -> Plan:
    """The meeting that a slot would be."""
    start = times.wall(slot.begins, poll.zone)
    where = settled.place, settled.link, settled.speech
    return Plan(poll.title, poll.purpose, start, poll.zone, poll.minutes, *where, Quorum())


def demand_open(poll: DatePoll, now: datetime) -> None:
    rules.demand_open(poll.state, poll.closes, now)


def answer(
    poll: DatePoll,
    answers: Mapping[int, Answer],
    before: Mapping[int, PollAnswer],
    whose: dict[str, Any],
    now: datetime,
) -> None:
    """By slot, what ``whose`` row says now; ``before``: what it said so far. A slot left out has no answer."""
    for slot in poll.slots:
        said, was = answers.get(slot.id), before.get(slot.id)
        if said is None and was is not None:
            db.session.delete(was)
        elif said is not None and was is not None:
            was.answer, was.at = said.value, now
        elif said is not None:
            db.session.add(PollAnswer(slot_id=slot.id, answer=said.value, at=now, **whose))
