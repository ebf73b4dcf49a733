"""Completing what was reported, part by part."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete

from cop.incidents import clock_queries, permits, watching
from cop.incidents.fields import ACTION, STAGES, Stage
from cop.incidents.models import Agreement, Incident
from cop.incidents.recording import audience, who
from cop.incidents.rules import Level, State
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.deidentify import demand_clean
from cop.kernel.errors import N_, IllegalMove, Invalid, Stale
from cop.kernel.ledger import record
from cop.kernel.text import sort_key
from cop.members import countries

MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
CLOSED = N_("This report is closed; the secretariat can open it again.")
SETTLED = N_(
    "Regulators of other countries read this report: it stays as they read it. What was done can still be added."
)
Values = Mapping[str, Any]


@action(permits.may_edit, lock="incident")
def edit(
    incident: Incident,
    stage: str,
    values: Values,
    version: int,
    confirmed: bool,
    *,
    actor: Any,
    now: datetime,
) -> None:
    """Replaces the answers of a part. Raises IllegalMove once other countries read it, Stale, Invalid."""
    if incident.level >= Level.REGULATORS:
        raise IllegalMove(SETTLED)
    _demand_answers(incident, values)
    _save(incident, STAGES[stage], values, version, confirmed)
    if "product" in values:
        incident.product_key = sort_key(incident.product)
    incident.due = clock_queries.due(incident)
    _edited(incident, actor, now, stage)
    watching.look(incident, now)


@action(permits.may_take_action, lock="incident")
def take_action(
    incident: Incident, values: Values, version: int, confirmed: bool, *, actor: Any, now: datetime
) -> None:
    """Writes what was done: by the secretariat or the country's regulator, and at first by the reporter too."""
    if incident.level >= Level.REGULATORS and permits.reported(actor, incident):
        raise IllegalMove(SETTLED)
    _save(incident, ACTION, values, version, confirmed)
    _edited(incident, actor, now, ACTION.key)


def _demand_answers(incident: Incident, values: Values) -> None:
    if not MONTH.fullmatch(values.get("month", incident.month)):
        raise Invalid(N_("Write the month like 2026-11."), field="month")
    country = values.get("country", incident.country)
    if country != incident.country and country not in countries.codes():
        raise Invalid(N_("Choose a country from the list."), field="country")
    if country != incident.country and incident.level > Level.REPORTED:
        raise Invalid(
            N_("The regulator of the country named here reads it already; it stays there."), field="country"
        )


def _save(incident: Incident, stage: Stage, values: Values, version: int, confirmed: bool) -> None:
    if incident.state == State.CLOSED:
        raise IllegalMove(CLOSED)
    if version != incident.version:
        raise Stale(
            N_("Someone else saved this report while you wrote. Compare, and send again."),
            version=incident.version,
        )
    demand_clean({key: values.get(key) or "" for key in stage.prose}, confirmed)
    for one in stage.fields:
        if one.key in values:
            setattr(incident, one.key, values[one.key])
    incident.version += 1


def _edited(incident: Incident, actor: Any, now: datetime, part: str) -> None:
    """Who agreed to let more people read it, agreed to other words."""
    above = (Agreement.incident_id == incident.id) & (Agreement.level > incident.level)
    if part != ACTION.key:
        db.session.execute(delete(Agreement).where(above, Agreement.level > Level.COUNTRY))
        db.session.expire(incident, ["agreements"])
    db.session.flush()
    record(
        "incident_completed",
        incident.ref,
        actor=who(incident, actor),
        now=now,
        audience=audience(incident),
        part=part,
    )
