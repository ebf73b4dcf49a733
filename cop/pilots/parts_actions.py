"""Writing what a pilot has several of: success criteria and results, sites, conditions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import delete

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid, Stale
from cop.kernel.ledger import record
from cop.kernel.permits import Actor
from cop.pilots import dossier, gates, moving, permits
from cop.pilots.actions import CLOSED
from cop.pilots.measure_models import Bound
from cop.pilots.models import Condition, Metric, Pilot, PilotCountry, Site
from cop.pilots.rules import ENDED, By, State

MOST = 20
STALE = N_("Somebody else changed this while you wrote. Look at it again, then save.")


@action(permits.may_edit, lock="pilot")
def add_metric(pilot: Pilot, criterion: dict[str, str], *, actor: Actor, now: datetime) -> Metric:
    """``criterion``: name, threshold, comparator, subgroups. Raises IllegalMove once the dossier is closed."""
    _demand_open_dossier(pilot)
    _demand_room(pilot.metrics)
    metric = Metric(pilot=pilot, **criterion)
    db.session.add(metric)
    _edited(pilot, "criteria", actor, now)
    return metric


@action(permits.may_edit)
def change_metric(
    metric: Metric, criterion: dict[str, str], version: int, *, actor: Actor, now: datetime
) -> None:
    pilot = moving.hold(metric)
    _demand_open_dossier(pilot)
    _put(metric, version, **criterion)
    _edited(pilot, "criteria", actor, now)


@action(permits.may_edit)
def remove_metric(metric: Metric, *, actor: Actor, now: datetime) -> Pilot:
    pilot = moving.hold(metric)
    _demand_open_dossier(pilot)
    db.session.execute(delete(Bound).where(Bound.metric_id == metric.id))
    db.session.delete(metric)
    _edited(pilot, "criteria", actor, now)
    return pilot


@action(permits.may_edit)
def set_result(metric: Metric, found: int, out_of: int, version: int, *, actor: Actor, now: datetime) -> None:
    """What came of a criterion. Raises Invalid when more were found than there were."""
    pilot = moving.hold(metric)
    if not gates.is_open(pilot, dossier.RESULTS):
        raise IllegalMove(N_("Results are entered while a country waits for the exit report."))
    if found > out_of:
        raise Invalid(N_("There cannot be more than the denominator."), field="found")
    _put(metric, version, found=found, out_of=out_of)
    moving.take_back_keys(pilot)
    _edited(pilot, "results", actor, now)


@action(permits.may_edit)
def add_site(track: PilotCountry, site: dict[str, Any], *, actor: Actor, now: datetime) -> Site:
    """``site``: facility, province, name, lead, taking_part."""
    pilot = moving.hold(track)
    _demand_running(track)
    _demand_room(track.sites, 500)
    made = Site(track=track, **site)
    db.session.add(made)
    _edited(pilot, "sites", actor, now)
    return made


@action(permits.may_edit)
def change_site(site: Site, values: dict[str, Any], version: int, *, actor: Actor, now: datetime) -> None:
    pilot = moving.hold(site)
    _demand_running(site.track)
    _put(site, version, **values)
    _edited(pilot, "sites", actor, now)


@action(permits.may_edit)
def remove_site(site: Site, *, actor: Actor, now: datetime) -> PilotCountry:
    """Raises IllegalMove for the last site of a running country."""
    pilot, track = moving.hold(site), site.track
    _demand_running(track)
    if track.at in gates.STARTED and len(track.sites) == 1:
        raise IllegalMove(N_("A running pilot keeps at least one site. Add the other one first."))
    db.session.delete(site)
    _edited(pilot, "sites", actor, now)
    return track


@action(permits.may_set_conditions)
def add_condition(
    track: PilotCountry, text: str, due: date | None, start: bool, *, actor: Actor, now: datetime
) -> Condition:
    """Seen by the country's regulators alone until they decide. Raises IllegalMove when not in review."""
    pilot = moving.hold(track)
    _demand_review(track)
    _demand_room(track.conditions)
    condition = Condition(track=track, text=text, due=due, start=start)
    db.session.add(condition)
    _edited(pilot, "conditions", actor, now)
    return condition


@action(permits.may_set_conditions)
def remove_condition(condition: Condition, *, actor: Actor, now: datetime) -> PilotCountry:
    pilot, track = moving.hold(condition), condition.track
    _demand_review(track)
    db.session.delete(condition)
    _edited(pilot, "conditions", actor, now)
    return track


@action(permits.may_edit)
def offer_evidence(condition: Condition, evidence: str, version: int, *, actor: Actor, now: datetime) -> None:
    """The team says how a condition is met; the regulator then confirms it."""
    pilot = moving.hold(condition)
    if condition.track.at is State.IN_REVIEW:
        raise IllegalMove(CLOSED)
    _demand_running(condition.track)
    _put(condition, version, evidence=evidence)
    moving.heard(pilot, actor, now)
    facts = {"countries": [condition.track.country], "condition": condition.id}
    audience = moving.audience(pilot)
    record("pilot_evidence_offered", pilot.ref, actor=actor, now=now, audience=audience, **facts)


@action(permits.may_set_conditions)
def confirm_met(condition: Condition, met_on: date, *, actor: Actor, now: datetime) -> None:
    """Raises IllegalMove when confirmed before, Invalid for a day to come."""
    pilot, track = moving.hold(condition), condition.track
    if condition.met_on or track.at in ENDED | {State.IN_REVIEW}:
        raise IllegalMove(N_("There is nothing to confirm here now."))
    if met_on > now.date():
        raise Invalid(N_("This day is yet to come."), field="met_on")
    condition.met_on = met_on
    facts = {"condition": str(condition.id), "met_on": met_on.isoformat()}
    moving.append(track, "condition_met", track.at, By.REGULATOR, now, facts=facts)
    audience = moving.audience(pilot)
    record(
        "pilot_condition_met", pilot.ref, actor=actor, now=now, audience=audience, countries=[track.country]
    )


def _demand_open_dossier(pilot: Pilot) -> None:
    if not gates.is_open(pilot, dossier.STUDY):
        raise IllegalMove(CLOSED)


def _demand_room(rows: list[Any], most: int = MOST) -> None:
    if len(rows) >= most:
        raise Invalid(N_("There are %(most)d already, as many as fit here."), most=most)


def _demand_running(track: PilotCountry) -> None:
    if track.at in ENDED:
        raise IllegalMove(N_("The pilot has ended in this country, so nothing changes here any more."))


def _demand_review(track: PilotCountry) -> None:
    if track.at is not State.IN_REVIEW:
        raise IllegalMove(N_("Conditions are written while the country reviews the pilot."))


def _put(row: Any, version: int, **values: Any) -> None:
    """Raises Stale when somebody else saved the row since ``version``."""
    if row.version != version:
        raise Stale(STALE, version=row.version)
    for key, value in values.items():
        setattr(row, key, value)
    row.version += 1


def _edited(pilot: Pilot, part: str, actor: Actor, now: datetime) -> None:
    moving.heard(pilot, actor, now)
    db.session.flush()
    record("pilot_edited", pilot.ref, actor=actor, now=now, audience=moving.audience(pilot), stage=part)
