"""What home shows of incidents: reports that wait for somebody, and what members may newly read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.incidents import home_queries, shown
from cop.kernel.features import Awaiting, News


def awaiting(viewer: Any, _now: datetime) -> Iterable[Awaiting]:
    """Reports on which the viewer has the next step: to hand over, to take, to reply to."""
    for row, why in home_queries.waiting(viewer):
        address = url_for("incidents.incident", uid=row.uid)
        yield Awaiting(_("Report"), f"{row.uid} {shown.title(row)}", WHY[why](), ACT[why](), address, row.due)


WHY = {
    "hand_over": lambda: _("The country's regulator does not have it yet."),
    "take": lambda: _("The secretariat offers it to your country."),
    "reply": lambda: _("The developer's reply is awaited."),
}
ACT = {
    "hand_over": lambda: _("Read it"),
    "take": lambda: _("Take it"),
    "reply": lambda: _("Reply"),
}


def news(viewer: Any, _now: datetime) -> Iterable[News]:
    for row in home_queries.latest(viewer):
        address = url_for("incidents.incident", uid=row.uid)
        yield News(row.reported_at, _("Report"), shown.title(row), "", address)
