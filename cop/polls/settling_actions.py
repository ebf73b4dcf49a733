"""A slot of a date poll becomes the meeting."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.kernel import refs
from cop.kernel.actions import action
from cop.kernel.errors import N_, Invalid
from cop.kernel.ledger import record
from cop.meetings.company.polled import take_over
from cop.meetings.series import actions as meetings
from cop.meetings.series.models import Occurrence
from cop.polls import answer_queries, permits, rules, writing
from cop.polls.models import DatePoll
from cop.polls.rules import BECOMES, Answer, Settled, State


@action(permits.may_organise, lock="poll")
def settle_poll(poll: DatePoll, slot_id: int, settled: Settled, *, actor: Any, now: datetime) -> Occurrence:
    """Makes the slot a meeting: everyone who may read the space is invited to it, and who said yes or if need be has
    answered already. Raises Invalid, IllegalMove."""
    rules.demand_unsettled(poll.state)
    slot = next((one for one in poll.slots if one.id == slot_id), None)
    if slot is None:
        raise Invalid(N_("Choose one of the poll's slots."), field="slot")
    meeting = meetings.schedule(poll.space, writing.plan(poll, slot, settled), actor=actor, now=now)
    said = {id: Answer(answer) for id, answer in answer_queries.said(slot)}
    take_over(meeting, {id: BECOMES[one] for id, one in said.items() if one in BECOMES}, actor, now)
    poll.state, poll.meeting_id = State.settled.value, meeting.id
    refs.link(meeting.ref, poll.ref, "poll", now)
    record("poll_settled", poll.ref, actor=actor, now=now, audience=poll.space.audience, meeting=meeting.id)
    return meeting
