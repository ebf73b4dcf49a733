"""Who opened what: one's own page of it, and everyone's for administrators."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from cop.kernel.web import page
from cop.members import queries
from cop.members.models import Member
from cop.privacy import permits, reading, reading_queries, retention
from cop.privacy.views import pages


@pages.after_app_request
def note(response: Response) -> Response:
    return reading.note(response)


@pages.get("/account/data/readings", permits.may_keep_own, queries.oneself)
def own_readings(member: Member) -> Any:
    found = reading_queries.of(member, request.args.get("at", ""))
    return page(
        "privacy/own_readings.html",
        readings=found,
        words=reading_queries.words,
        days=retention.days("readings"),
    )


@pages.get("/secretariat/readings", permits.may_see_readings)
def readings() -> Any:
    found = reading_queries.everyones(request.args.get("at", ""))
    return page("privacy/readings.html", readings=found, words=reading_queries.words)
