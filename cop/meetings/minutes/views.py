"""Minutes: read, written, sent out for corrections, adopted; and what each saved text changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from cop.kernel import clock, diff, paper
from cop.kernel.errors import Missing
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, page, submit, to
from cop.meetings import permits, show
from cop.meetings.minutes import actions as minutes_actions
from cop.meetings.minutes import assembling
from cop.meetings.minutes import queries as minutes_queries
from cop.meetings.minutes.forms import MinutesForm
from cop.meetings.minutes.models import MinutesRevision
from cop.meetings.outcomes import queries as outcome_queries
from cop.meetings.series import queries
from cop.meetings.series.models import Occurrence
from cop.profiles import mandate_queries
from cop.writing.titled import read

pages = Pages("minutes", "/meetings")
SIGNS = {"": "=", "ins": "+", "del": "-"}


@dataclass(frozen=True)
class Saved:
    """A saved text of the minutes, and the one before."""

    meeting: Occurrence
    text: MinutesRevision
    before: MinutesRevision | None

    @property
    def space_id(self) -> int:
        return self.meeting.space_id


@pages.get("/<int:id>-<slug>/minutes", public, queries.meeting)
def minutes(meeting: Occurrence) -> Any:
    found = minutes_queries.minutes(meeting)
    if found is None or not permits.may_read_minutes(actor(), meeting, found):
        raise Missing()
    organises = permits.may_organise(actor(), meeting)
    named = organises or show.names_people(meeting)
    revisions = minutes_queries.revisions(found) if actor().is_member else []
    text = minutes_queries.text_of(found)
    return page(
        "meetings/minutes.html",
        meeting=meeting,
        minutes=found,
        text=text,
        words=read(text.html, actor()) if text else "",
        revisions=revisions,
        given=outcome_queries.actions_of(meeting, named) if actor().is_member else [],
        mandates=_mandates(revisions),
        speech=show.speech(meeting),
        decisions=outcome_queries.decisions(meeting),
        writes=found.state != "adopted" and permits.may_write_minutes(actor(), meeting),
        organises=organises,
        named=named,
        closed=found.corrections_until is not None and clock.now() >= found.corrections_until,
        on_paper=paper.available(),
        address=queries.address(meeting),
    )


def _mandates(revisions: list[Any]) -> dict[int, list[Any]]:
    """By number of a saved text, the mandates that its author had then."""
    had = mandate_queries.ever_of(one.author_id for one in revisions)
    return {one.number: mandate_queries.held(had, one.author_id, one.at) for one in revisions}


@pages.form("/<int:id>-<slug>/minutes/edit", permits.may_write_minutes, queries.meeting)
def write_minutes(meeting: Occurrence) -> Any:
    found = minutes_queries.minutes(meeting)
    now_there = minutes_queries.text_of(found) if found else None
    taken = assembling.assembled(meeting, actor())
    form = MinutesForm(text=now_there.source if now_there else taken, version=found.version if found else 0)

    def act() -> Any:
        return minutes_actions.write_minutes(meeting, form.text.data, form.version.number, actor=actor())

    return submit(form, act, lambda _minutes: _minutes_address(meeting)) or page(
        "meetings/write_minutes.html",
        form=form,
        meeting=meeting,
        taken=taken,
        address=queries.address(meeting),
    )


def _text(viewer: Any, id: int, slug: str, n: int) -> Saved | None:
    """One saved text that the viewer may read, with the one before."""
    meeting = queries.meeting(viewer, id, slug)
    found = minutes_queries.minutes(meeting) if meeting else None
    if meeting is None or found is None or not permits.may_read_minutes(viewer, meeting, found):
        return None
    text = minutes_queries.revision(found, n)
    return Saved(meeting, text, minutes_queries.revision(found, n - 1)) if text else None


@pages.get("/<int:id>-<slug>/minutes/<int:n>", permits.may_answer, _text)
def minutes_text(saved: Saved) -> Any:
    """One saved text, and what it changed."""
    meeting, text, before = saved.meeting, saved.text, saved.before
    spans = diff.spans(before.source, text.source) if before else []
    return page(
        "meetings/minutes_text.html",
        meeting=meeting,
        text=text,
        words=read(text.html, actor()),
        spans=[(SIGNS[kind], words) for kind, words in spans],
        back=_minutes_address(meeting),
    )


def _minutes_address(meeting: Occurrence) -> str:
    return url_for("minutes.minutes", id=meeting.id, slug=meeting.slug)


@pages.post("/<int:id>-<slug>/minutes/open", permits.may_organise, queries.meeting)
def open_corrections(meeting: Occurrence) -> Any:
    minutes_actions.open_corrections(meeting, actor=actor())
    return to("minutes.minutes", id=meeting.id, slug=meeting.slug)


@pages.post("/<int:id>-<slug>/minutes/adopt", permits.may_organise, queries.meeting)
def adopt_minutes(meeting: Occurrence) -> Any:
    minutes_actions.adopt_minutes(meeting, actor=actor())
    return to("minutes.minutes", id=meeting.id, slug=meeting.slug)
