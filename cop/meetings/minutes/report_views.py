"""The report of a meeting, also on paper."""

from __future__ import annotations

from typing import Any

from cop.kernel import paper
from cop.kernel.permits import public
from cop.kernel.shared import shared
from cop.kernel.web import Pages, actor, answer, page
from cop.meetings.minutes import reporting
from cop.meetings.minutes.views import later
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
        return later(meeting, "report.on_paper")
    file = answer(made, "application/pdf", f"{meeting.slug}-{meeting.begins:%Y-%m-%d}.pdf")
    return shared(file, name) if meeting.series.space.visibility == "public" else file
