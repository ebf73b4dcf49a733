"""Deciding on what reports set off, and keeping the clocks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from cop.incidents import clock_queries, watch_permits
from cop.incidents.models import Incident
from cop.incidents.rules import State, Urgency
from cop.incidents.watch_models import Clock, Hold, Trend
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.deidentify import demand_clean
from cop.kernel.errors import N_, IllegalMove
from cop.kernel.ledger import MEMBERS, OFFICERS, record


@action(watch_permits.may_answer_hold, lock="hold")
def let_go_on(hold: Hold, reason: str, confirmed: bool, *, actor: Any, now: datetime) -> None:
    """The country's regulator does not hold the pilot, and says why, with the date."""
    if hold.answered_at is not None:
        raise IllegalMove(N_("Your country has answered this already."))
    demand_clean({"words": reason}, confirmed)
    hold.answered_at, hold.by_id, hold.reason = now, actor.id, reason
    record(
        "hold_declined",
        hold.incident.ref,
        actor=actor,
        now=now,
        audience=OFFICERS,
        hold=hold.id,
        country=hold.country,
    )


@action(watch_permits.may_settle_trends, lock="trend")
def settle(trend: Trend, words: str, confirmed: bool, *, actor: Any, now: datetime) -> None:
    """What was done about a trend; reports after this one make a new one."""
    if trend.settled_at is not None:
        raise IllegalMove(N_("This trend is settled already."))
    demand_clean({"words": words}, confirmed)
    trend.settled_at, trend.by_id, trend.words = now, actor.id, words
    record("trend_settled", trend.ref, actor=actor, now=now, audience=OFFICERS)


@action(watch_permits.may_set_clocks)
def set_clocks(country: str, hours: Mapping[Urgency, int], *, actor: Any, now: datetime) -> None:
    """A country's clocks, set by its own regulator; open reports are counted anew."""
    db.session.execute(delete(Clock).where(Clock.country == country))
    db.session.add_all(Clock(country=country, urgency=u.value, hours=number) for u, number in hours.items())
    db.session.flush()
    still = select(Incident).where(Incident.country == country, Incident.state == State.OPEN)
    for incident in db.session.scalars(still.order_by(Incident.id.desc()).limit(2_000)):
        incident.due = clock_queries.due(incident)
    facts = {u.value: number for u, number in hours.items()}
    record("incident_clocks_set", actor.ref, actor=actor, now=now, audience=MEMBERS, country=country, **facts)
