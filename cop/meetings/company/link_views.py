"""Answering an invitation by a link of one's letter: the page shows what it is about, the button records it.

The link was sent to one person and stands for that person's answer to this meeting, and for nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for

from cop.delivery import tokens
from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.forms import Press
from cop.kernel.permits import public
from cop.kernel.refs import split
from cop.kernel.web import Pages, keep_nowhere, page, submit
from cop.meetings.company import actions as company_actions
from cop.meetings.company import queries as company_queries
from cop.meetings.company.rules import Answer
from cop.meetings.series import queries
from cop.meetings.series.models import Occurrence
from cop.members.models import Member

pages = Pages("rsvp", "/meetings/rsvp")


@dataclass(frozen=True)
class Asked:
    """Whose answer to which meeting a link stands for."""

    raw: str
    member: Member
    meeting: Occurrence
    answer: Answer


def load(_viewer: Any, raw: str, said: str) -> Asked | None:
    """None for a link that was never sent, is too old, or whose reader may not read the meeting any more."""
    told = tokens.read(current_app.extensions["cop"].config.data_dir, tokens.RSVP, raw)
    if told is None or clock.lately() > told.until or said not in [answer.value for answer in Answer]:
        return None
    member = db.session.get(Member, told.member)
    if member is None or not member.is_member:
        return None
    meeting = queries.meeting_by_id(member, split(told.about)[1])
    return Asked(raw, member, meeting, Answer(said)) if meeting else None


@pages.form("/<raw>/<said>", public, load)
def answer(asked: Asked) -> Any:
    keep_nowhere()
    form = Press()
    here = url_for("rsvp.answer", raw=asked.raw, said=asked.answer.value)

    def act() -> None:
        company_actions.respond(asked.meeting, asked.answer, actor=asked.member)

    given = company_queries.answer_of(asked.member, asked.meeting)
    others = [other for other in Answer if other is not asked.answer]
    return submit(form, act, lambda _none: here) or page(
        "meetings/rsvp.html",
        asked=asked,
        form=form,
        given=given.answer if given else "",
        others=others,
        here=here,
    )
