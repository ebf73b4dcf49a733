"""The report of a meeting: its programme, who took part by group and country, its adopted text, its decisions.

It is there once the minutes are adopted, for whoever may read the space: of a public space, everyone. Nobody is named
in it, and under the Chatham House Rule nothing is told of who took part.
"""

from __future__ import annotations

from typing import Any

from flask import url_for

from cop.kernel import laying
from cop.kernel.db import db
from cop.kernel.web import page
from cop.meetings import show
from cop.meetings.agenda import queries as agenda_queries
from cop.meetings.company import queries as company_queries
from cop.meetings.minutes import queries as minutes_queries
from cop.meetings.minutes.rules import Draft
from cop.meetings.outcomes import queries as outcome_queries
from cop.meetings.papers import queries as paper_queries
from cop.meetings.papers.packing import outward
from cop.meetings.series import queries
from cop.meetings.series.models import Occurrence
from cop.members.models import Visitor
from cop.writing.titled import read


def reported(viewer: Any, id: int, slug: str) -> Occurrence | None:
    """A meeting with adopted minutes that ``viewer`` may see."""
    meeting = queries.meeting(viewer, id, slug)
    minutes = minutes_queries.minutes(meeting) if meeting else None
    return meeting if minutes and minutes.state == Draft.adopted.value else None


def said(meeting: Occurrence, viewer: Any) -> dict[str, Any]:
    """What it says, with links to what ``viewer`` may see."""
    minutes = minutes_queries.minutes(meeting)
    assert minutes is not None
    text = minutes_queries.text_of(minutes)
    lines, papers = show.agenda(
        meeting, agenda_queries.agenda(meeting), paper_queries.papers(meeting), viewer
    )
    return {
        "meeting": meeting,
        "zone": meeting.series.zone,
        "minutes": minutes,
        "text": read(text.html, viewer) if text else "",
        "agenda": lines,
        "papers": papers,
        "decisions": outcome_queries.decisions(meeting),
        "speech": show.speech(meeting),
        **_who(meeting),
    }


def _who(meeting: Occurrence) -> dict[str, Any]:
    company = company_queries.company(meeting)
    told = company.present and show.names_people(meeting)
    names = company_queries.group_names() if told else {}
    return {
        "people": company.people if told else 0,
        "by_group": [(names.get(key, key), number) for key, number in company.by("group")] if told else [],
        "by_country": company.by("country") if told else [],
    }


# --- on paper ---------------------------------------------------------------------------------------


def html(meeting: Occurrence) -> str:
    """The document as anyone reads it, in the language of the request and the meeting's own time."""
    lives = outward(url_for("report.outcome", id=meeting.id, slug=meeting.slug))
    return page("meetings/report_paper.html", lives=lives, **said(meeting, Visitor()))


def pdf(meeting: Occurrence) -> tuple[str, bytes | None]:
    """Its name and the PDF; None while the worker makes it. Raises Missing where none can be made."""
    return laying.pdf(html(meeting), "meeting_report", {"meeting": meeting.id})


def make(payload: dict[str, Any], _now: Any) -> None:
    """Task ``meeting_report``."""
    laying.make(payload, lambda: html(db.session.get_one(Occurrence, payload["meeting"])))
