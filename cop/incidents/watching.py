"""What a report sets off by itself, in the transaction that writes it: proposals to hold, and trends."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from cop.incidents import rules, trials
from cop.incidents.models import Incident
from cop.incidents.rules import HOLD_FROM, Seen
from cop.incidents.trials import RUNS, Trial
from cop.incidents.watch_models import Hold, Trend
from cop.kernel.db import db
from cop.kernel.ledger import OFFICERS, record
from cop.kernel.permits import SYSTEM

COUNTED = 200  # of one product and failure mode, the newest so many are looked at


def look(incident: Incident, now: datetime) -> None:
    """After every report and every change of one."""
    if incident.harm >= HOLD_FROM:
        _propose_holds(incident, now)
    if incident.failure:
        _see_trend(incident, now)


def _propose_holds(incident: Incident, now: datetime) -> None:
    """To each country in which the product runs; once for each pilot."""
    query = select(Hold.pilot, Hold.country).where(Hold.incident_id == incident.id)
    proposed = {(pilot, country) for pilot, country in db.session.execute(query)}
    made = [
        Hold(incident_id=incident.id, pilot=trial.pilot, country=trial.country, at=now)
        for trial in concerned(incident)
        if (trial.pilot, trial.country) not in proposed
    ]
    if made:
        db.session.add_all(made)
        db.session.flush()
        facts = {"holds": [hold.id for hold in made]}
        record("hold_proposed", incident.ref, actor=SYSTEM, now=now, audience=OFFICERS, **facts)


def concerned(incident: Incident) -> list[Trial]:
    """Where it runs: the pilot of the report, and every other pilot of the same version."""
    same = trials.of_versions(incident.product_key, incident.product_version, incident.product_version)
    own = trials.of_pilot(incident.pilot) if incident.pilot else []
    return [trial for trial in {*own, *same} if trial.state == RUNS]


def _see_trend(incident: Incident, now: datetime) -> None:
    alike = (Trend.product_key == incident.product_key) & (Trend.failure == incident.failure)
    if db.session.scalar(select(Trend.id).where(alike, Trend.settled_at.is_(None))):
        return
    settled = db.session.scalar(select(Trend.settled_at).where(alike).order_by(Trend.id.desc()).limit(1))
    why = rules.trend(_alike(incident, settled))
    if why:
        trend = Trend(
            product=incident.product,
            product_key=incident.product_key,
            failure=incident.failure,
            why=why,
            at=now,
        )
        db.session.add(trend)
        db.session.flush()
        record("trend_seen", trend.ref, actor=SYSTEM, now=now, audience=OFFICERS)


def _alike(incident: Incident, since: datetime | None) -> list[Seen]:
    """Reports of the same product that failed in the same way, after ``since``."""
    query = select(Incident.reported_at, Incident.country).where(
        Incident.product_key == incident.product_key, Incident.failure == incident.failure
    )
    if since:
        query = query.where(Incident.reported_at > since)
    rows = db.session.execute(query.order_by(Incident.reported_at.desc()).limit(COUNTED))
    return [Seen(at, country) for at, country in rows]
