"""What the pages of a list have in common: a large file is let in, and a page that is followed comes again."""

from __future__ import annotations

from typing import Any

from flask import after_this_request, request

from cop.intake import queries, telling
from cop.intake.limits import Limits
from cop.intake.models import Course, Job

FORM_BESIDES = 100_000  # bytes of a form beside its file
LOOK_AGAIN = 3  # seconds


def allow_file(limits: Limits) -> None:
    """Who may bring a list may send more than any other form holds."""
    request.max_content_length = limits.largest + FORM_BESIDES


def followed(job: Job) -> dict[str, Any]:
    """How a list fares, for its page, which comes again by itself while it runs: a header says so, a link stops it."""
    still = "still" in request.args
    if job.state == Course.running.value and not still:
        _look_again()
    return {
        "job": job,
        "still": still,
        "flawed": telling.flawed(job, queries.flawed(job, request.args.get("at", ""))),
        "first": queries.first_rows(job),
    }


def _look_again() -> None:
    @after_this_request
    def mark(response: Any) -> Any:
        response.headers["Refresh"] = str(LOOK_AGAIN)
        return response
