"""What the organiser prepares beside the agenda: places, reminders, papers."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from cop.attachments.permits import may_upload
from cop.attachments.taking import allow_one, take
from cop.kernel import refs
from cop.kernel.web import Pages, actor, page, submit, to
from cop.meetings import (
    actions,
    paper_actions,
    paper_queries,
    paper_showing,
    permits,
    queries,
    reminder_actions,
    reminder_queries,
)
from cop.meetings.models import Occurrence
from cop.meetings.paper_models import Paper
from cop.meetings.preparing_forms import PaperForm, PlacesForm, RemindersForm

pages = Pages("preparing", "/meetings")


@pages.before_request
def allow_a_file() -> None:
    if request.endpoint == "preparing.papers" and may_upload(actor()):
        allow_one()


@pages.form("/<int:id>-<slug>/places", permits.may_organise, queries.meeting)
def places(meeting: Occurrence) -> Any:
    form, address = PlacesForm(places=meeting.places or 0), queries.address(meeting)
    return submit(
        form,
        lambda: actions.set_places(meeting, form.places.data or None, actor=actor()),
        lambda _none: address,
    ) or page("meetings/places.html", form=form, meeting=meeting, address=address)


@pages.form("/<int:id>-<slug>/reminders", permits.may_organise, queries.meeting)
def reminders(meeting: Occurrence) -> Any:
    form, address = RemindersForm(keys=reminder_queries.keys_of(meeting.series_id)), queries.address(meeting)
    return submit(
        form,
        lambda: reminder_actions.choose_reminders(meeting, form.keys.data, actor=actor()),
        lambda _none: address,
    ) or page("meetings/reminders.html", form=form, meeting=meeting, address=address)


@pages.form("/<int:id>-<slug>/papers", permits.may_organise, queries.meeting)
def papers(meeting: Occurrence) -> Any:
    """What was laid, and one more."""
    form, items = PaperForm(), queries.agenda(meeting)
    form.offer(items)

    def act() -> Paper:
        item = next((one for one in items if one.id == form.item_id), None)
        if form.files.data:
            file = take(form.files.data, actor())
            return paper_actions.add_file(meeting, form.title.data, file, item, actor=actor())
        return paper_actions.add_paper(meeting, form.title.data, form.at.data, item, actor=actor())

    done = submit(form, act, lambda _paper: _to_papers(meeting))
    laid = paper_queries.papers(meeting)
    seen = refs.resolve([paper.ref for paper in laid if paper.ref], actor())
    return done or page(
        "meetings/papers.html",
        form=form,
        meeting=meeting,
        papers=paper_showing.shown(laid, seen, actor()),
        names={item.id: item.title for item in items},
        address=queries.address(meeting),
    )


def _to_papers(meeting: Occurrence) -> str:
    return url_for("preparing.papers", id=meeting.id, slug=meeting.slug)


@pages.post("/papers/<int:id>/remove", permits.may_organise, paper_queries.paper)
def remove_paper(paper: Paper) -> Any:
    meeting = paper.meeting
    paper_actions.remove_paper(paper, actor=actor())
    return to("preparing.papers", id=meeting.id, slug=meeting.slug)
