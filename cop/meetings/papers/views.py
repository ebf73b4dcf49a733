"""The organiser lays papers; whoever may see the meeting takes them along in its pack."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from cop.attachments.permits import may_upload
from cop.attachments.taking import allow_one, take
from cop.kernel import refs
from cop.kernel.permits import public
from cop.kernel.web import Pages, actor, answer, page, submit, to
from cop.meetings import permits
from cop.meetings.agenda import queries as agenda_queries
from cop.meetings.papers import actions as paper_actions
from cop.meetings.papers import packing
from cop.meetings.papers import queries as paper_queries
from cop.meetings.papers import showing as paper_showing
from cop.meetings.papers.forms import PaperForm
from cop.meetings.papers.models import Paper
from cop.meetings.series import queries
from cop.meetings.series.models import Occurrence

pages = Pages("papers", "/meetings")


@pages.before_request
def allow_a_file() -> None:
    if request.endpoint == "papers.papers" and may_upload(actor()):
        allow_one()


@pages.form("/<int:id>-<slug>/papers", permits.may_organise, queries.meeting)
def papers(meeting: Occurrence) -> Any:
    """What was laid, and one more."""
    form, items = PaperForm(), agenda_queries.agenda(meeting)
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
    return url_for("papers.papers", id=meeting.id, slug=meeting.slug)


@pages.post("/papers/<int:id>/remove", permits.may_organise, paper_queries.paper)
def remove_paper(paper: Paper) -> Any:
    meeting = paper.meeting
    paper_actions.remove_paper(paper, actor=actor())
    return to("papers.papers", id=meeting.id, slug=meeting.slug)


@pages.get("/<int:id>-<slug>/pack.html", public, queries.meeting)
def pack(meeting: Occurrence) -> Any:
    """Agenda, papers and links in one file."""
    body = page("meetings/pack.html", **packing.pack(meeting, actor(), permits.may_answer(actor(), meeting)))
    return answer(body, "text/html; charset=utf-8", f"{meeting.slug}-{meeting.begins:%Y-%m-%d}.html")
