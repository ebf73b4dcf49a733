"""When they meet next: a call that comes again, and a workshop for which a date is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from cop.demo.people import Cast
from cop.kernel import clock
from cop.meetings.company.quorum_rules import Quorum
from cop.meetings.series import actions
from cop.meetings.series.recurrence_rules import Every, Rule
from cop.meetings.series.rules import Plan, Speech
from cop.members.models import Member
from cop.polls import actions as polls
from cop.polls.models import DatePoll
from cop.polls.rules import Answer, Draft

ZONE = "Asia/Singapore"
CALLS = 4


def calls(cast: Cast, now: datetime) -> None:
    """Every second week, from the Wednesday after next on."""
    day = now.date() + timedelta(days=7 + (2 - now.weekday()) % 7)
    plan = Plan(
        "Open call: questions to the regulators",
        "Bring one question each. Whoever has an answer takes it.",
        datetime.combine(day, time(14)),
        ZONE,
        45,
        "online",
        "https://calls.example.org/open",
        Speech.group,
        Quorum(),
    )
    actions.schedule(cast.spaces["plenary"], plan, Rule(Every.week, 2, CALLS), actor=cast.officer, now=now)


def workshop(cast: Cast, now: datetime) -> DatePoll:
    draft = Draft(
        "Workshop: validating a tool on local data",
        "Half a day with those who have done it. Bring your own data dictionary.",
        180,
        ZONE,
        (now + timedelta(days=11)).replace(minute=0, second=0),
    )
    monday = now.date() + timedelta(days=21 - now.weekday())
    start = datetime.combine(monday, time(1), now.tzinfo)
    starts = [start + timedelta(days=days, hours=hours) for days, hours in ((0, 0), (0, 5), (1, 1), (2, 3))]
    return polls.start_poll(cast.spaces["plenary"], draft, starts, actor=cast.officer, now=now)


def answers(poll: DatePoll, members: Sequence[Member]) -> None:
    """Each finds another slot the best; some come only if need be."""
    said = (Answer.yes, Answer.if_need_be, Answer.no)
    for number, member in enumerate(members):
        given = {slot.id: said[(number + at) % 3] for at, slot in enumerate(poll.slots)}
        polls.answer_poll(poll, given, actor=member, now=clock.now())
