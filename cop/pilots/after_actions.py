"""Changing promises in the open after they were fixed, and telling what came of a pilot."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import record
from cop.pilots import after_queries, gates, moving, permits
from cop.pilots.after_models import Aftermath, Amendment
from cop.pilots.after_rules import Change, dropped
from cop.pilots.models import Metric, Pilot, PilotCountry
from cop.pilots.rules import ENDED, POSITIVE, Attestation, State

MOST = 20


@action(permits.may_edit)
def amend_criterion(
    metric: Metric, criterion: dict[str, str], reason: str, *, actor: Any, now: datetime
) -> None:
    """Changes a promise after the first approval; what was promised stays beside it."""
    pilot = _amendable(metric, reason)
    if metric.id in dropped(after_queries.amendments(pilot)):
        raise IllegalMove(N_("This criterion was dropped already."))
    before = metric.criterion()
    if before == criterion:
        raise Invalid(N_("Nothing is different. Change the criterion, or leave this page."))
    for key, value in criterion.items():
        setattr(metric, key, value)
    metric.version += 1
    _amended(pilot, metric, Change.CHANGED, before, criterion, reason, actor, now)


@action(permits.may_edit, lock="pilot")
def add_criterion(
    pilot: Pilot, criterion: dict[str, str], reason: str, *, actor: Any, now: datetime
) -> Metric:
    """One more, said to be later than the approval."""
    _demand_amendable(pilot, reason)
    if len(pilot.metrics) >= MOST:
        raise Invalid(N_("There are %(most)d already, as many as fit here."), most=MOST)
    metric = Metric(pilot=pilot, **criterion)
    db.session.add(metric)
    db.session.flush()
    _amended(pilot, metric, Change.ADDED, {}, criterion, reason, actor, now)
    return metric


@action(permits.may_edit)
def drop_criterion(metric: Metric, reason: str, *, actor: Any, now: datetime) -> None:
    """No result is awaited of it any more; it stays where it stands and says so."""
    pilot = _amendable(metric, reason)
    if metric.id in dropped(after_queries.amendments(pilot)):
        raise IllegalMove(N_("This criterion was dropped already."))
    _amended(pilot, metric, Change.DROPPED, metric.criterion(), {}, reason, actor, now)


def _amendable(metric: Metric, reason: str) -> Pilot:
    pilot = moving.hold(metric)
    _demand_amendable(pilot, reason)
    return pilot


def _demand_amendable(pilot: Pilot, reason: str) -> None:
    if not reason.strip():
        raise Invalid(N_("Give the reason."), field="reason")
    if not pilot.criteria_hash:
        raise IllegalMove(N_("No country has approved yet: change the criteria themselves."))
    if pilot.disclosed_at or not set(gates.states(pilot)) - ENDED:
        raise IllegalMove(N_("The pilot has ended or its report is public: its criteria stand as they are."))


def _amended(
    pilot: Pilot,
    metric: Metric,
    kind: Change,
    before: Any,
    after: Any,
    reason: str,
    actor: Any,
    now: datetime,
) -> None:
    same = {"pilot_id": pilot.id, "metric_id": metric.id, "kind": kind.value, "by_id": actor.id, "at": now}
    db.session.add(Amendment(**same, before=dict(before), after=dict(after), reason=reason))
    db.session.flush()
    moving.take_back_keys(pilot)
    moving.heard(pilot, actor, now)
    countries = sorted(t.country for t in pilot.tracks if t.at in POSITIVE | gates.STARTED)
    record(
        "pilot_criteria_amended",
        pilot.ref,
        actor=actor,
        now=now,
        audience=moving.audience(pilot),
        countries=countries,
        kind=kind.value,
    )


@action(permits.may_tell_after)
def tell_after(
    track: PilotCountry, kind: str, day: date, text: str, link: str, *, actor: Any, now: datetime
) -> Aftermath:
    """What came of the pilot here: attested by the country's regulator; from the team a claim, or a document's word."""
    pilot = moving.hold(track)
    if track.at not in {State.REPORTING, State.COMPLETED, State.TERMINATED, State.WITHDRAWN, State.REFUSED}:
        raise IllegalMove(N_("Tell what came of it once the pilot has ended here."))
    if day > now.date():
        raise Invalid(N_("This day is yet to come."), field="day")
    said = {"kind": kind, "day": day, "text": text, "link": link, "attestation": _vouched(actor, track, link)}
    made = Aftermath(pilot_id=pilot.id, country=track.country, by_id=actor.id, at=now, **said)
    db.session.add(made)
    moving.heard(pilot, actor, now)
    countries = [track.country]
    record(
        "pilot_aftermath_told",
        pilot.ref,
        actor=actor,
        now=now,
        audience=moving.audience(pilot),
        countries=countries,
    )
    return made


def _vouched(actor: Any, track: PilotCountry, link: str) -> str:
    if permits.may_set_conditions(actor, track):
        return Attestation.REGULATOR.value
    return (Attestation.DOCUMENT if link else Attestation.CLAIM).value
