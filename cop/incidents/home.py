"""What home shows of incidents: reports that wait for somebody, and what members may newly read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.incidents import home_queries, shown, watch_queries
from cop.kernel.errors import N_
from cop.kernel.features import Awaiting, News


def awaiting(viewer: Any, now: datetime) -> Iterable[Awaiting]:
    """Reports to hand over, to take or to reply to, alerts without an answer, and for the secretariat trends."""
    for row in home_queries.waiting(viewer, now):
        kind, title = (
            (_("Report") if row.why in REPORTS else _(KINDS[row.why])),
            f"{row.uid} {row.product}".strip(),
        )
        yield Awaiting(kind, title, _(WHY[row.why]), _(ACTS[row.why]), _address(row), _due(row))


REPORTS = ("hand_over", "take", "reply", "reference")
KINDS = {"alert": N_("Alert"), "trend": N_("Trend")}
WHY = {
    "hand_over": N_("The country's regulator does not have it yet."),
    "take": N_("The secretariat offers it to your country."),
    "reply": N_("The developer's reply is awaited."),
    "reference": N_("No reference of a report to your authority is written here, and its time runs out."),
    "alert": N_("Your answer is awaited."),
    "trend": N_("Several reports tell of the same failure."),
}
ACTS = {
    "hand_over": N_("Read it"),
    "take": N_("Take it"),
    "reply": N_("Reply"),
    "reference": N_("Write it down"),
    "alert": N_("Answer"),
    "trend": N_("Look at it"),
}


def _address(row: Any) -> str:
    if row.why == "alert":
        return url_for("alerts.answer", uid=row.uid, id=row.id)
    if row.why == "trend":
        return url_for("incidents.trend", id=row.id)
    return url_for("incidents.incident", uid=row.uid)


def _due(row: Any) -> datetime | None:
    return None if row.why == "trend" else row.due


def news(viewer: Any, _now: datetime) -> Iterable[News]:
    for row in home_queries.latest(viewer):
        address = url_for("incidents.incident", uid=row.uid)
        yield News(row.reported_at, _("Report"), shown.title(row), "", address)


def holds(viewer: Any, _now: datetime) -> Iterable[Awaiting]:
    """For a country's regulator: pilots that a grave report proposes to hold."""
    for one in watch_queries.holds_awaiting(viewer):
        why = _("A report of grave harm proposes to hold the pilot.")
        address = url_for("incidents.hold", id=one.id)
        yield Awaiting(_("Report"), one.incident.product, why, _("Decide"), address)
