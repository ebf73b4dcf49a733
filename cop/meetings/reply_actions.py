"""Answers that come by mail, from a calendar program or in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.kernel.actions import action
from cop.meetings import actions, company_queries, permits
from cop.meetings.models import Occurrence
from cop.meetings.rules import Answer


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
    rsvp = actions.respond(meeting, answer, comment, actor=actor, now=now)
    rsvp.replied = order or rsvp.replied
