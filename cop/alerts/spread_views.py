"""Where a product and its versions are in use, beside what was warned of and reported: one page for all of it."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _

from cop.alerts import permits, shown, spread_queries
from cop.alerts.models import Alert
from cop.alerts.spread_queries import Asked
from cop.incidents import choices
from cop.incidents.shown import title
from cop.incidents.views import crumbs
from cop.kernel import clock, text
from cop.kernel.web import Pages, actor, keep_nowhere, page

pages = Pages("spread", "/in-use")
LONGEST = 120


@pages.get("/", permits.may_see_spread)
def index() -> str:
    """Without a product that is known here, the names to choose from."""
    keep_nowhere()
    asked, viewer = _asked(), actor()
    uses = spread_queries.in_use(viewer, asked) if asked.product else []
    return page(
        "alerts/spread.html", crumbs=crumbs(), asked=asked, uses=uses, span=shown.span, **_beside(asked, uses)
    )


def _asked() -> Asked:
    typed = (request.args.get(name, "")[:LONGEST] for name in ("product", "first", "last"))
    return Asked(*map(text.line, typed))


def _beside(asked: Asked, uses: list[Any]) -> dict[str, Any]:
    """What is known of these versions beside where they are in use."""
    viewer = actor()
    alerts = spread_queries.alerts(viewer, asked) if asked.product else []
    counted, newest = spread_queries.reports(viewer, asked) if asked.product else ({}, [])
    known = uses or alerts or newest
    return {
        "alerts": [(one, [t for t in one.targets if not t.answer]) for one in alerts],
        "whom": shown.named([t for one in alerts for t in one.targets if not t.answer], viewer),
        "silent": _silent(alerts),
        "relied_on": spread_queries.relied_on(uses),
        "harms": [
            (_(choices.HARMS[str(harm)]), number) for harm, number in sorted(counted.items(), reverse=True)
        ],
        "reports": [(row, title(row), _(choices.HARMS[str(row.harm)])) for row in newest],
        "names": [] if known else spread_queries.named_like(viewer, asked.product) or _all(asked),
        "now": clock.now(),
    }


def _all(asked: Asked) -> list[str]:
    """When nothing begins as typed: the first of all."""
    return spread_queries.named_like(actor(), "") if asked.product else []


def _silent(alerts: list[Alert]) -> dict[str, list[Alert]]:
    """By country, alerts that its regulators have not answered."""
    found: dict[str, list[Alert]] = {}
    for alert in alerts:
        for one in alert.targets:
            if one.party == "regulator" and not one.answer:
                found.setdefault(one.country, []).append(alert)
    return found
