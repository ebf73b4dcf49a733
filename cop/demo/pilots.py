"""Pilots on their way: one that runs in Arunia while Kalinda reviews it, and one that its team still writes."""

from __future__ import annotations

from datetime import datetime, timedelta

from cop.demo import dossiers
from cop.demo.people import Cast
from cop.kernel import clock
from cop.members.models import Member
from cop.pilots import actions, country_dossier, dossier, measure_actions, parts_actions, track_actions
from cop.pilots.measure_rules import Taken, Way
from cop.pilots.models import Pilot, PilotCountry
from cop.pilots.rules import State
from cop.pilots.rulings import Ruling

ARUNIA, KALINDA = "XA", "XL"


def running(cast: Cast, now: datetime) -> Pilot:
    """Approved with conditions and active in Arunia; in review in Kalinda, so that one can decide by hand."""
    lead = cast.personas["developer"]
    with clock.at(now - timedelta(days=38)):
        pilot = _written(lead)
    with clock.at(now - timedelta(days=36)):
        track_actions.submit(pilot, actor=lead)
    with clock.at(now - timedelta(days=33)):
        track_actions.take_into_review(pilot, actor=cast.officer)
    track = next(one for one in pilot.tracks if one.country == ARUNIA)
    _decide(track, cast.personas["regulator"], now - timedelta(days=24))
    _meet_condition(track, lead, cast.personas["regulator"], now - timedelta(days=20))
    _run(track, lead, now - timedelta(days=15))
    return pilot


def _written(lead: Member) -> Pilot:
    """The whole dossier, with what each country asks for."""
    today = clock.now().date()
    pilot: Pilot = actions.register(dossiers.TITLE, (ARUNIA, KALINDA), actor=lead)
    for key, answers in dossiers.dossier(today).items():
        actions.save_stage(pilot, dossier.STAGES[key], answers, 0, actor=lead)
    for criterion, (promise, stop) in zip(dossiers.CRITERIA, dossiers.BOUNDS, strict=True):
        metric = parts_actions.add_metric(pilot, criterion, actor=lead)
        measure_actions.set_bound(metric, Way.LEAST, promise, stop, 0, actor=lead)
    for track in pilot.tracks:
        for key, answers in dossiers.country(today, track.country).items():
            actions.save_stage(track, country_dossier.STAGES[key], answers, 0, actor=lead)
        for site in dossiers.SITES[track.country]:
            parts_actions.add_site(track, site, actor=lead)
    return pilot


def _decide(track: PilotCountry, regulator: Member, at: datetime) -> None:
    with clock.at(at):
        for words, days, start in dossiers.CONDITIONS:
            due = at.date() + timedelta(days=days) if days else None
            parts_actions.add_condition(track, words, due, start, actor=regulator)
    with clock.at(at + timedelta(hours=2)):
        decided = clock.now().date()
        ruling = Ruling(
            State.CONDITIONAL,
            dossiers.AUTHORITY,
            dossiers.INSTRUMENT,
            reference=f"AMDA-{decided.year}-0093",
            decided_on=decided,
            ends_on=decided + timedelta(days=270),
            article=dossiers.ARTICLE,
        )
        track_actions.decide(track, ruling, actor=regulator)


def _meet_condition(track: PilotCountry, lead: Member, regulator: Member, at: datetime) -> None:
    """What had to be met before the start."""
    first = track.conditions[0]
    with clock.at(at):
        parts_actions.offer_evidence(first, dossiers.EVIDENCE, first.version, actor=lead)
    with clock.at(at + timedelta(days=2)):
        parts_actions.confirm_met(first, clock.now().date(), actor=regulator)


def _run(track: PilotCountry, lead: Member, at: datetime) -> None:
    """Started; since then one site counts many people, the other so few that the number is shown to few."""
    with clock.at(at):
        track_actions.activate(track, actor=lead)
        started = {"actual_start": at.date().isoformat()}
        actions.save_stage(track.pilot, dossier.RUNNING, started, 0, actor=lead)
    for days, counted in dossiers.READINGS:
        _measure(track, lead, at + timedelta(days=days), counted)
    with clock.at(at + timedelta(days=12)):
        for site, count in zip(track.sites, (86, 3), strict=True):
            parts_actions.change_site(site, {"taking_part": count}, site.version, actor=lead)


def _measure(track: PilotCountry, lead: Member, at: datetime, counted: dossiers.Counted) -> None:
    with clock.at(at):
        taken = [
            Taken(metric.id, at.date(), found, out_of)
            for metric, (found, out_of) in zip(track.pilot.metrics, counted, strict=True)
        ]
        measure_actions.enter_readings(track, taken, False, actor=lead)


def draft(cast: Cast, now: datetime) -> Pilot:
    """Begun last week; nobody but its team sees it."""
    lead = cast.personas["developer"]
    with clock.at(now - timedelta(days=7)):
        pilot: Pilot = actions.register(dossiers.DRAFT_TITLE, (KALINDA,), actor=lead)
        actions.save_stage(pilot, dossier.SUMMARY, dossiers.DRAFT, 0, actor=lead)
    return pilot
