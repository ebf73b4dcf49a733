"""Who may do what about meetings. The subject is a space, or a meeting or what hangs on it (it has ``space_id``)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.permits import CLOCK, OFFICER, permit, relation
from cop.meetings.company.models import Attendance
from cop.meetings.minutes.models import Minutes
from cop.meetings.minutes.rules import Draft
from cop.meetings.series.rules import Speech
from cop.spaces.models import Space
from cop.spaces.permits import FACILITATOR, READER
from cop.spaces.visibility import belongs


def _corrects(actor: Any, meeting: Any) -> bool:
    there = (Attendance.meeting_id == meeting.id) & (Attendance.member_id == actor.id)
    open_now = (Minutes.meeting_id == meeting.id) & (Minutes.state == Draft.corrections.value)
    return db.session.scalar(select(Attendance.id).join(Minutes, open_now).where(there)) is not None


def _facilitates_somewhere(actor: Any, _none: Any) -> bool:
    return db.session.scalar(select(Space.id).where(belongs(actor, facilitator=True)).limit(1)) is not None


def _named(actor: Any, meeting: Any) -> bool:
    """Under the Chatham House Rule only those who run the meeting are told who takes part."""
    return meeting.series.speech != Speech.chatham.value or may_organise(actor, meeting)


PRESENT = relation(
    "present", N_("members who were present, while the minutes are open for corrections"), _corrects
)
OWNER = relation("owner", N_("the owner of the action"), lambda actor, item: actor.id == item.owner_id)
SOMEWHERE = relation("some_facilitator", N_("facilitators of a space"), _facilitates_somewhere)

may_schedule = permit(OFFICER, FACILITATOR)
may_schedule_somewhere = permit(OFFICER, SOMEWHERE)
may_organise = permit(OFFICER, FACILITATOR)
may_answer = permit(READER)
may_enter_room = permit(READER)
may_see_who = permit(
    READER,
    when=_named,
    refusal=N_("This meeting follows the Chatham House Rule: who takes part is not shown."),
)
may_write_minutes = permit(OFFICER, FACILITATOR, PRESENT)
may_close = permit(OFFICER, FACILITATOR, OWNER)
by_the_clock = permit(CLOCK)


def may_read_minutes(actor: Any, meeting: Any, minutes: Minutes) -> bool:
    """A draft is its writers'; while it is corrected members read it; adopted, whoever may read the space."""
    if minutes.state == Draft.draft.value:
        return may_organise(actor, meeting)
    return minutes.state == Draft.adopted.value or may_answer(actor, meeting)
