"""What home shows of incidents: reports that wait for somebody, and what members may newly read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.incidents import home_queries, shown, watch_queries
from cop.kernel.errors import N_
from cop.kernel.features import Awaiting, News


@dataclass(frozen=True)
class Waits:
    """How a thing that waits is told: of which kind, why, the one act, and where that is done."""

    kind: str
    why: str
    act: str
    address: Callable[[Any], str]
    dated: bool = True


def _report(row: Any) -> str:
    return url_for("incidents.incident", uid=row.uid)


WAITS = {
    "hand_over": Waits(
        N_("Report"), N_("The country's regulator does not have it yet."), N_("Read it"), _report
    ),
    "take": Waits(N_("Report"), N_("The secretariat offers it to your country."), N_("Take it"), _report),
    "reply": Waits(N_("Report"), N_("The developer's reply is awaited."), N_("Reply"), _report),
    "reference": Waits(
        N_("Report"),
        N_("No reference of a report to your authority is written here, and its time runs out."),
        N_("Write it down"),
        _report,
    ),
    "trend": Waits(
        N_("Trend"),
        N_("Several reports tell of the same failure."),
        N_("Look at it"),
        lambda row: url_for("incidents.trend", id=row.id),
        dated=False,
    ),
}


def told(rows: Iterable[Any], waits: Mapping[str, Waits]) -> Iterable[Awaiting]:
    for row in rows:
        how = waits[row.why]
        title, due = f"{row.uid} {row.product}".strip(), row.due if how.dated else None
        yield Awaiting(_(how.kind), title, _(how.why), _(how.act), how.address(row), due)


def news(viewer: Any, _now: datetime) -> Iterable[News]:
    for row in home_queries.latest(viewer):
        yield News(row.reported_at, _("Report"), shown.title(row), "", _report(row))


def holds(viewer: Any, _now: datetime) -> Iterable[Awaiting]:
    """For a country's regulator: pilots that a grave report proposes to hold."""
    for one in watch_queries.holds_awaiting(viewer):
        why = _("A report of grave harm proposes to hold the pilot.")
        address = url_for("incidents.hold", id=one.id)
        yield Awaiting(_("Report"), one.incident.product, why, _("Decide"), address)
