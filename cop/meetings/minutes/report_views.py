"""The report of a meeting; report and minutes on paper."""

from __future__ import annotations

from typing import Any

from cop.kernel import paper
from cop.kernel.errors import Missing
from cop.kernel.permits import public
from cop.kernel.shared import shared
from cop.kernel.web import Pages, actor, answer, page
from cop.meetings import permits
from cop.meetings.minutes import minutes_paper, reporting
from cop.meetings.minutes import queries as minutes_queries
from cop.meetings.series import queries
from cop.meetings.series.models import Occurrence

pages = Pages("report", "/meetings")


@pages.get("/<int:id>-<slug>/report", public, reporting.reported)
def outcome(meeting: Occurrence) -> Any:
    told = reporting.said(meeting, actor())
    return page("meetings/report.html", address=queries.address(meeting), on_paper=paper.available(), **told)


@pages.get("/<int:id>-<slug>/report.pdf", public, reporting.reported)
def on_paper(meeting: Occurrence) -> Any:
    """The report on paper; a page that asks again by itself while a long one is being made."""
    name, made = reporting.pdf(meeting)
    if made is None:
        return _later(meeting, "report.on_paper")
    file = answer(made, "application/pdf", f"{meeting.slug}-{meeting.begins:%Y-%m-%d}.pdf")
    return shared(file, name) if meeting.series.space.visibility == "public" else file


@pages.get("/<int:id>-<slug>/minutes.pdf", public, queries.meeting)
def minutes_on_paper(meeting: Occurrence) -> Any:
    """The minutes as they stand, on paper; a page that asks again by itself while long ones are being made."""
    found = minutes_queries.minutes(meeting)
    if found is None or not permits.may_read_minutes(actor(), meeting, found):
        raise Missing()
    _name, made = minutes_paper.pdf(meeting, actor().is_member)
    if made is None:
        return _later(meeting, "report.minutes_on_paper")
    return answer(made, "application/pdf", f"{meeting.slug}-{meeting.begins:%Y-%m-%d}-{found.version}.pdf")


def _later(meeting: Occurrence, again: str) -> Any:
    """A page that asks for the paper again after some seconds."""
    address = queries.address(meeting)
    return (
        page("meetings/paper_later.html", meeting=meeting, address=address, again=again),
        202,
        {"Refresh": "3"},
    )
