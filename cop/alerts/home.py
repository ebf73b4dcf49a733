"""What home shows of alerts, asked together with what waits of reports: one question for both."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy import select

from cop.alerts.models import Alert, Target
from cop.alerts.rules import Step
from cop.alerts.visibility import asks
from cop.incidents import home as reports
from cop.incidents import home_queries
from cop.incidents.home import Waits
from cop.kernel.errors import N_
from cop.kernel.features import Awaiting

WAITS = {
    "alert": Waits(
        N_("Alert"),
        N_("Your answer is awaited."),
        N_("Answer"),
        lambda row: url_for("alerts.answer", uid=row.uid, id=row.id),
    ),
    "silence": Waits(
        N_("Alert"),
        N_("Some whom it asks have not answered for days."),
        N_("See who"),
        lambda row: url_for("alerts.alert", uid=row.uid),
    ),
}


def awaiting(viewer: Any, now: datetime) -> Iterable[Awaiting]:
    """Reports to decide about, alerts without an answer, and for the secretariat those that stay without one."""
    rows = home_queries.waiting(viewer, now, _alerts(viewer))
    yield from reports.told(rows, reports.WAITS | WAITS)


def _alerts(viewer: Any) -> list[Any]:
    columns = (Alert.uid, Alert.product, Alert.due)
    asked = home_queries.row("alert", *columns, Target.id).join(Target.alert)
    parts = [asked.where(Target.answer == "", asks(viewer))]
    if "officer" in viewer.roles:
        late = select(Target.alert_id).where(Target.step == Step.ESCALATED.value, Target.answer == "")
        parts.append(home_queries.row("silence", *columns, Alert.id).where(Alert.id.in_(late)))
    return parts
