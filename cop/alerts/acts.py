"""What can be done with a report here, offered on its page (hook ``acts_on_report``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.alerts import permits
from cop.incidents.models import Incident
from cop.incidents.permits import may_agree


def on_report(viewer: Any, incident: Incident) -> Iterable[tuple[str, str]]:
    """(label, address): looking where else the product is in use; warning them, for those who decide about the report."""
    if permits.may_raise(viewer) and may_agree(viewer, incident) and incident.level:
        yield _("Raise an alert"), url_for("alerts.new", incident=incident.uid)
    version = incident.product_version
    yield (
        _("See where it is in use"),
        url_for("spread.index", product=incident.product, first=version, last=version),
    )
