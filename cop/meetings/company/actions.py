"""Invitations are answered, and places limited."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.ledger import MEMBERS, record
from cop.meetings import permits
from cop.meetings.company import queries as company_queries
from cop.meetings.company import waiting
from cop.meetings.company.models import Rsvp
from cop.meetings.company.rules import Answer
from cop.meetings.series import queries, rules
from cop.meetings.series.models import Occurrence
from cop.meetings.series.rules import State
from cop.spaces import speech


@action(permits.may_answer, lock="meeting")
def respond(
    meeting: Occurrence, answer: Answer, comment: str | None = None, *, actor: Any, now: datetime
) -> Rsvp:
    """The member's answer, until the start. ``comment`` None leaves what was said before.

    A yes where all places are taken waits for one; a place that becomes free goes to who has waited longest.
    """
    rules.demand_coming(meeting.slot, now)
    rsvp = company_queries.answer_of(actor, meeting)
    if rsvp is None:
        rsvp = Rsvp(meeting_id=meeting.id, member_id=actor.id, answer="", comment="")
        db.session.add(rsvp)
    waiting.settle(meeting, rsvp, answer, now)
    rsvp.at = now
    rsvp.group_key, rsvp.country = actor.group_key, actor.country
    rsvp.comment = rsvp.comment if comment is None else comment
    audience = speech.presence(meeting.series.speech, MEMBERS)
    record("meeting_answered", meeting.ref, actor=actor, now=now, audience=audience, answer=answer.value)
    if answer is not Answer.yes:
        waiting.advance(meeting, now)
    return rsvp


@action(permits.may_organise, lock="meeting")
def set_places(meeting: Occurrence, places: int | None, *, actor: Any, now: datetime) -> None:
    """How many may come, None for no limit. Who has a place keeps it; new places go to those who wait."""
    rules.demand_coming(meeting.slot, now)
    meeting.places, meeting.pulse = places, meeting.pulse + 1
    record("places_set", meeting.ref, actor=actor, now=now, places=places or 0)
    waiting.advance(meeting, now)


@action(permits.may_answer, lock="meeting")
def respond_from(
    meeting: Occurrence, answer: Answer, comment: str | None = None, *, actor: Any, now: datetime
) -> None:
    """The member's answer for the date and all those after it that stand; each waits for a place by itself."""
    rules.demand_coming(meeting.slot, now)
    for date in queries.coming_from(meeting, now):
        if date.state == State.scheduled.value:
            respond(date, answer, comment, actor=actor, now=now)
