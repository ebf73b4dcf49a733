"""Answers that come by mail, from a calendar program or in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.kernel.actions import action
from cop.meetings import permits
from cop.meetings.company import actions as company_actions
from cop.meetings.company import queries as company_queries
from cop.meetings.company.rules import Answer
from cop.meetings.series.models import Occurrence


@action(permits.may_answer, lock="meeting")
def take_reply(
    meeting: Occurrence, answer: Answer, comment: str | None, order: str, *, actor: Any, now: datetime
) -> None:
    """As ``respond``. ``order`` sorts what a calendar sent: mails overtake each other, and what was said before the
    answer taken last changes nothing. "" for an answer in words.
    """
    before = company_queries.answer_of(actor, meeting)
    if order and before is not None and order < before.replied:
        return
    rsvp = company_actions.respond(meeting, answer, comment, actor=actor, now=now)
    rsvp.replied = order or rsvp.replied
