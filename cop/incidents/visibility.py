"""Who reads which report, and how much of it."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select, true

from cop.incidents.models import Agreement, Incident, Reporter, Respondent
from cop.incidents.permits import reported, responds
from cop.incidents.rules import Level, Party
from cop.members.people_queries import countries_regulated


class Sight(IntEnum):
    """How much of a report somebody reads, each with all below it."""

    OFFER = 0
    DIGEST = 1
    SHARED = 2
    WHOLE = 3


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Condition on Incident: what ``viewer`` reads, at least as a digest."""
    if not viewer.is_member:
        return Incident.level >= Level.PUBLIC
    if "officer" in viewer.roles:
        return true()
    own = select(Reporter.id).where(Reporter.incident_id == Incident.id, Reporter.member_id == viewer.id)
    asked = select(Respondent.id).where(
        Respondent.incident_id == Incident.id, Respondent.member_id == viewer.id
    )
    reads = [
        Incident.level >= Level.MEMBERS,
        exists(own),
        and_(Incident.level >= Level.COUNTRY, exists(asked)),
    ]
    if countries := countries_regulated(viewer):
        reads.append(Incident.level >= Level.REGULATORS)
        reads.append(and_(Incident.level >= Level.COUNTRY, Incident.country.in_(countries)))
    return or_(*reads)


def offered_to(viewer: Any) -> ColumnElement[bool] | None:
    """Condition on Incident: what the secretariat offers the viewer's country, which has not taken it yet."""
    countries = countries_regulated(viewer)
    if not countries:
        return None
    offer = select(Agreement.id).where(
        Agreement.incident_id == Incident.id,
        Agreement.level == Level.COUNTRY,
        Agreement.party == Party.STEWARD,
    )
    return and_(Incident.level == Level.REPORTED, Incident.country.in_(countries), exists(offer))


def met_by(viewer: Any) -> ColumnElement[bool]:
    """Condition on Incident: read by the viewer, or offered."""
    offered = offered_to(viewer)
    return visible_to(viewer) if offered is None else or_(visible_to(viewer), offered)


def sight(viewer: Any, incident: Incident) -> Sight:
    """How much of a report that ``viewer`` meets is theirs to read."""
    if not viewer.is_member:
        return Sight.DIGEST
    if "officer" in viewer.roles or reported(viewer, incident):
        return Sight.WHOLE
    if responds(viewer, incident):
        return Sight.SHARED  # who reported, and where exactly, is not for who is reported on
    countries = countries_regulated(viewer)
    own = incident.country in countries and incident.level >= Level.COUNTRY
    if own or (countries and incident.level >= Level.REGULATORS):
        return Sight.WHOLE
    return Sight.SHARED if incident.level >= Level.MEMBERS else Sight.OFFER
