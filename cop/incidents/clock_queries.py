"""Each country's clocks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from cop.incidents import rules
from cop.incidents.models import Incident
from cop.incidents.rules import HOURS, Urgency
from cop.incidents.watch_models import Clock
from cop.kernel.db import db
from cop.members.people_queries import countries_regulated


def hours(country: str) -> dict[Urgency, int]:
    """By urgency, as the country has set it or as everyone has it."""
    kept = db.session.execute(select(Clock.urgency, Clock.hours).where(Clock.country == country)).all()
    return HOURS | {Urgency(urgency): number for urgency, number in kept}


def every(countries: list[str]) -> dict[str, dict[Urgency, int]]:
    """Of several countries at once."""
    found: dict[str, dict[Urgency, int]] = {country: dict(HOURS) for country in countries}
    for clock in db.session.scalars(select(Clock).where(Clock.country.in_(countries))):
        found[clock.country][Urgency(clock.urgency)] = clock.hours
    return found


def due(incident: Incident) -> datetime:
    """By when the country's authority must hold a report of it."""
    urgency = rules.urgency(incident.harm, incident.public_health)
    return rules.due(incident.aware_on, hours(incident.country)[urgency])


def own_country(viewer: Any, country: str) -> str | None:
    """The country, where the viewer regulates it."""
    return country if country in countries_regulated(viewer) else None
