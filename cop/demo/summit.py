"""The summit of July 2025: a meeting with its agenda, minutes, decision and actions; and the meeting to come."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from cop.demo.people import Cast
from cop.kernel import clock
from cop.kernel.clock import from_local
from cop.kernel.permits import SYSTEM
from cop.meetings.agenda import actions as agenda_actions
from cop.meetings.agenda.rules import Point
from cop.meetings.company import actions as company_actions
from cop.meetings.company.quorum_rules import Quorum
from cop.meetings.company.rules import Answer
from cop.meetings.minutes import actions as minutes_actions
from cop.meetings.outcomes import actions as outcome_actions
from cop.meetings.room import presence_actions
from cop.meetings.series import actions
from cop.meetings.series.models import Occurrence
from cop.meetings.series.rules import Plan, Speech
from cop.members.models import Member

FACTS: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "data" / "summit.json").read_text(encoding="utf-8")
)
ZONE = FACTS["meeting"]["zone"]
DAY = date.fromisoformat(FACTS["meeting"]["date"])
PLACES = 20  # in the room of the meeting to come
BEGINS = from_local(datetime(DAY.year, DAY.month, DAY.day, 9), ZONE)


def call(cast: Cast) -> Occurrence:
    """The summit is called, three weeks before."""
    start = datetime(DAY.year, DAY.month, DAY.day, 9)
    plan = _plan(
        FACTS["meeting"]["title"], "What no country can do alone in governing AI for health.", start, 480
    )
    meeting = actions.schedule(cast.spaces["plenary"], plan, actor=cast.officer)
    for item in FACTS["agenda"]:
        note = "\n".join(f"- {part}" for part in item["parts"])
        agenda_actions.add_item(meeting, Point(item["title"], 140, "", note), actor=cast.officer)
    return meeting


def _plan(title: str, purpose: str, start: datetime, minutes: int) -> Plan:
    quorum = Quorum(members=12, countries=4, groups=3)
    return Plan(title, purpose, start, ZONE, minutes, "Kuala Lumpur", "", Speech.group, quorum)


def answers(meeting: Occurrence, members: list[Member]) -> None:
    for number, member in enumerate(members):
        said = Answer.maybe if number % 9 == 4 else Answer.no if number % 11 == 7 else Answer.yes
        company_actions.respond(meeting, said, actor=member)


def hold(cast: Cast, meeting: Occurrence) -> None:
    """What came of it: who was there, minutes corrected and adopted, one decision, two actions."""
    present = list(cast.delegates.values())
    with clock.at(BEGINS + timedelta(hours=9)):
        actions.conclude(meeting, actor=SYSTEM)
        presence_actions.take_attendance(meeting, present, actor=cast.officer)
        minutes_actions.write_minutes(meeting, minutes(), 0, actor=cast.officer)
        words = "Draft a joint call from the points raised today and put it to a ballot of all who took part."
        outcome_actions.record_decision(meeting, words, actor=cast.officer)
        editor = cast.delegates["MY", "institutions"]
        outcome_actions.add_action(
            meeting, "Draft the joint call.", editor, DAY + timedelta(days=7), actor=cast.officer
        )
        minutes_actions.open_corrections(meeting, actor=cast.officer)
    with clock.at(BEGINS + timedelta(days=9)):
        minutes_actions.adopt_minutes(meeting, actor=cast.officer)


def minutes() -> str:
    """The minutes, from the summit's facts."""
    tiers = "\n".join(f"- **{tier['name']}.** {tier['text']}." for tier in FACTS["challenge_tiers"])
    limits = "\n".join(
        f"- {one['limit'].capitalize()}: {one['answer']}." for one in FACTS["limits_and_answers"]
    )
    features = "\n".join(f"- {one.capitalize()}." for one in FACTS["features"])
    return (
        f"Participants of the groups from eight countries met.\n\n## Four challenges\n\n{tiers}\n\n"
        f"## What a community of practice would do\n\n{features}\n\n## What may stand in its way\n\n{limits}"
    )


def next_meeting(cast: Cast, now: datetime, about: dict[str, str]) -> Occurrence:
    """The meeting to come, its agenda linked to a thread and to drafts."""
    day = (now + timedelta(days=12)).date()
    start = datetime(day.year, day.month, day.day, 10)
    plan = _plan("Second regular meeting", "Prepare two statements and hear from the pilots.", start, 120)
    meeting = actions.schedule(cast.spaces["plenary"], plan, actor=cast.officer)
    points = (
        Point("Validation on local data: comments so far", 40, "Dr Malee Somboun", "", about["consultation"]),
        Point(
            "Who signs off a chatbot that gives dosing reminders?",
            30,
            "",
            "From the discussion.",
            about["thread"],
        ),
        Point("Pilots: what the regulators saw", 40, "Dr Ratna Wira"),
    )
    for point in points:
        agenda_actions.add_item(meeting, point, actor=cast.officer)
    company_actions.set_places(meeting, PLACES, actor=cast.officer)
    return meeting
