"""Minutes on paper, at whatever stage: their text, the decisions, and, for members, who does what until when.

It travels, so under the Chatham House Rule it names nobody, whoever asks for it.
"""

from __future__ import annotations

from typing import Any

from flask import url_for

from cop.kernel import laying
from cop.kernel.db import db
from cop.kernel.web import page
from cop.meetings import show
from cop.meetings.minutes import queries as minutes_queries
from cop.meetings.outcomes import queries as outcome_queries
from cop.meetings.papers.packing import outward
from cop.meetings.series.models import Occurrence
from cop.members.models import Visitor
from cop.writing.titled import read

TASK = "meeting_minutes"


def html(meeting: Occurrence, for_member: bool) -> str:
    """The document in the language of the request and the meeting's own time; there are minutes."""
    minutes = minutes_queries.minutes(meeting)
    assert minutes is not None
    text = minutes_queries.text_of(minutes)
    given = outcome_queries.actions_of(meeting, show.names_people(meeting)) if for_member else []
    return page(
        "meetings/minutes_paper.html",
        meeting=meeting,
        zone=meeting.series.zone,
        minutes=minutes,
        text=read(text.html, Visitor()) if text else "",
        decisions=outcome_queries.decisions(meeting),
        given=given,
        speech=show.speech(meeting),
        lives=outward(url_for("minutes.minutes", id=meeting.id, slug=meeting.slug)),
    )


def pdf(meeting: Occurrence, for_member: bool) -> tuple[str, bytes | None]:
    """Its name and the PDF; None while the worker makes it. Raises Missing where none can be made."""
    about = {"meeting": meeting.id, "member": for_member}
    return laying.pdf(html(meeting, for_member), TASK, about)


def make(payload: dict[str, Any], _now: Any) -> None:
    """Task ``meeting_minutes``."""
    meeting = db.session.get_one(Occurrence, payload["meeting"])
    laying.make(payload, lambda: html(meeting, payload["member"]))
