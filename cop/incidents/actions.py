"""Reporting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cop.incidents import clock_queries, permits, trials, watching
from cop.incidents.models import Incident, Reporter
from cop.incidents.recording import audience
from cop.kernel import refs
from cop.kernel.actions import action
from cop.kernel.counters import take
from cop.kernel.db import db
from cop.kernel.deidentify import demand_clean
from cop.kernel.errors import N_, Invalid
from cop.kernel.ledger import record
from cop.kernel.permits import SYSTEM
from cop.kernel.text import sort_key
from cop.members.models import Member


@dataclass(frozen=True)
class Told:
    """The two minutes: what kind, which product, what happened, which harm. ``pilot``: its uid, "" outside one."""

    kind: str
    product: str
    narrative: str
    harm: int
    pilot: str = ""
    named: bool = False
    confirmed: bool = False


@action(permits.may_report)
def report(told: Told, *, actor: Member, now: datetime) -> Incident:
    """A report that its reporter and the secretariat read. Raises Invalid (product, pilot, and what points to people)."""
    demand_clean({"narrative": told.narrative, "product": told.product}, told.confirmed)
    tried = _tried(told.pilot, actor)
    product = told.product or (tried.product if tried else "")
    if not product:
        raise Invalid(N_("Name the product, or the pilot it happened in."), field="product")
    incident = Incident(
        uid=f"INC-{now.year}-{take(f'incidents:{now.year}'):04d}",
        kind=told.kind,
        harm=told.harm,
        narrative=told.narrative,
        named=told.named,
        country=actor.country,
        month=f"{now:%Y-%m}",
        aware_on=now.date(),
        reported_at=now,
    )
    incident.reporter = Reporter(member_id=actor.id)
    _is_about(incident, product, tried)
    return _reported(incident, now)


def _tried(uid: str, actor: Member) -> trials.Tried | None:
    tried = trials.tried_in(actor, uid) if uid else None
    if uid and tried is None:
        raise Invalid(N_("There is no pilot of that number that you may see."), field="pilot")
    return tried


def _is_about(incident: Incident, product: str, tried: trials.Tried | None) -> None:
    incident.product, incident.product_key = product, sort_key(product)
    same = tried and sort_key(tried.product) == incident.product_key
    incident.pilot = tried.pilot if tried else ""
    incident.product_version = tried.version if tried and same else ""


def _reported(incident: Incident, now: datetime) -> Incident:
    incident.public_health = False
    incident.due = clock_queries.due(incident)
    db.session.add(incident)
    db.session.flush()
    if incident.pilot:
        refs.link(incident.ref, incident.pilot, "incident", now)
    record("incident_reported", incident.ref, actor=SYSTEM, now=now, audience=audience(incident))
    watching.look(incident, now)
    return incident
