"""Who reads an alert, and whom it asks."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true

from cop.alerts.models import Alert, Target
from cop.incidents import trials
from cop.members.people_queries import countries_regulated

MAKERS = "developers"
"""The group whose members answer for their organisation's products."""


def asks(viewer: Any) -> ColumnElement[bool]:
    """Condition on Target: it asks ``viewer``."""
    if not viewer.is_member:
        return false()
    parts = [and_(Target.party == "regulator", Target.country.in_(countries_regulated(viewer)))]
    if (led := trials.led_by(viewer.id)) is not None:
        parts.append(and_(Target.party == "lead", Target.pilot.in_(led)))
    if viewer.group_key == MAKERS:
        key = viewer.organisation.name_key
        parts.append(and_(Target.party == "developer", Target.developer_key == key))
    return or_(*parts)


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Condition on Alert: the secretariat and verified regulators read all, others those that ask them."""
    if "officer" in viewer.roles or countries_regulated(viewer):
        return true()
    own = select(Target.id).where(Target.alert_id == Alert.id, asks(viewer))
    return exists(own.correlate(Alert))
