"""What a move still lacks, and who can supply it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import current_app

from cop.kernel.errors import N_, IllegalMove
from cop.pilots import after_queries, country_dossier, dossier
from cop.pilots.after_rules import dropped
from cop.pilots.fields import Stage, Until
from cop.pilots.models import Pilot, PilotCountry
from cop.pilots.rules import ENDED, Gate, State, dossier_is_open

STARTED = frozenset({State.ACTIVE, State.SUSPENDED, State.REPORTING, State.COMPLETED})


@dataclass
class Lacks:
    """Message ids of what is missing, by who supplies it."""

    team: list[str] = field(default_factory=list)
    regulator: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.team or self.regulator)


def states(pilot: Pilot) -> list[State]:
    return [track.at for track in pilot.tracks]


def answers_of(subject: Pilot | PilotCountry) -> Mapping[str, Any]:
    """All answers by key, those that have columns of their own included; unanswered ones are absent."""
    if isinstance(subject, PilotCountry):
        return subject.answers
    own = {"title": subject.title, "summary": subject.summary, "area": subject.area}
    if made := subject.product_version:
        own |= {
            "product": made.product.name,
            "developer": made.product.developer,
            "product_version": made.label,
        }
    return {key: value for key, value in {**subject.answers, **own}.items() if value not in ("", None, [])}


def unanswered(subject: Pilot | PilotCountry, stages: Iterable[Stage], gate: Gate) -> list[str]:
    """Labels of the fields that ``gate`` needs and nobody has answered."""
    have = answers_of(subject)
    return [f.label for stage in stages for f in stage.fields if f.needed is gate and f.key not in have]


def completeness(pilot: Pilot, tracks: Iterable[PilotCountry]) -> tuple[int, int]:
    """(answered, asked) of what the gates up to where the pilot stands need, of itself and of those countries."""
    asked: list[tuple[Pilot | PilotCountry, Iterable[Stage], set[Gate]]] = []
    asked += [(pilot, dossier.STAGES.values(), gates_ahead(pilot))]
    asked += [(track, country_dossier.STAGES.values(), {Gate.ACTIVE}) for track in tracks]
    needed = [
        (one, f.key)
        for one, stages, now in asked
        for stage in stages
        for f in stage.fields
        if f.needed in now
    ]
    return sum(key in answers_of(one) for one, key in needed), len(needed)


def gates_ahead(pilot: Pilot) -> set[Gate]:
    """What is asked for the exit report is no gap before it is awaited."""
    awaited = any(track.at in (State.REPORTING, State.COMPLETED) for track in pilot.tracks)
    return {Gate.SUBMIT, Gate.ACTIVE, *([Gate.COMPLETE] if awaited else [])}


def to_submit(pilot: Pilot) -> Lacks:
    lacks = Lacks(unanswered(pilot, dossier.STAGES.values(), Gate.SUBMIT))
    if not pilot.metrics:
        lacks.team.append(N_("a success criterion"))
    if not set(states(pilot)) - ENDED:
        lacks.team.append(N_("a country"))
    return lacks


def to_start(track: PilotCountry, today: date) -> Lacks:
    """What is missing before a pilot may start in a country."""
    lacks = Lacks(unanswered(track.pilot, dossier.STAGES.values(), Gate.ACTIVE))
    lacks.team += unanswered(track, country_dossier.STAGES.values(), Gate.ACTIVE)
    stop_rules = str(track.pilot.answers.get("stop_rules", ""))
    _add(
        lacks.team, N_("a number in the stop rules"), stop_rules and not any(c.isdigit() for c in stop_rules)
    )
    _add(lacks.team, N_("an ethics review that is valid today"), not _ethics_hold(track.answers, today))
    _add(
        lacks.team,
        N_("an impact assessment with its independent auditor, since the class is C or D"),
        _impact_missing(track),
    )
    _add(lacks.team, N_("a site"), not track.sites)
    unmet = any(c.start and c.met_on is None for c in track.conditions)
    _add(lacks.regulator, N_("the confirmation that each condition for the start is met"), unmet)
    ran_out = track.ends_on is not None and track.ends_on < today
    _add(lacks.regulator, N_("an extension, since the decision has run out"), ran_out)
    return lacks


def _add(missing: list[str], sentence: str, lacking: object) -> None:
    if lacking:
        missing.append(sentence)


def _ethics_hold(answers: Mapping[str, Any], today: date) -> bool:
    begun, ends = answers.get("ethics_date", ""), answers.get("ethics_expiry", "")
    favourable = answers.get("ethics_decision") in ("approved", "exempt")
    return favourable and "" < begun <= today.isoformat() <= ends


def _impact_missing(track: PilotCountry) -> bool:
    have = track.pilot.answers
    return track.answers.get("amdd_class") in ("C", "D") and not (
        have.get("impact") and have.get("impact_auditor")
    )


def to_complete(pilot: Pilot) -> Lacks:
    lacks = Lacks(unanswered(pilot, dossier.STAGES.values(), Gate.COMPLETE))
    _add(lacks.team, N_("a result with its denominator for every success criterion"), no_results(pilot))
    return lacks


def demand_no_open_report(pilot: Pilot) -> None:
    """Raises IllegalMove while a report of an incident in the pilot is open; asked of who completes it alone."""
    asks = current_app.extensions["cop"].hooks.get("incidents_open_about")
    if still := asks(pilot.ref) if asks else []:
        raise IllegalMove(
            N_("A report of an incident is still open; an officer closes it first: %(reports)s."),
            reports=still,
        )


def demand_awaited(track: PilotCountry) -> None:
    """Raises IllegalMove while the country's regulator waits for something before deciding; other features know."""
    if missing := current_app.extensions["cop"].lacking("decision", track):
        raise IllegalMove(
            N_("You asked that the decision wait for: %(missing)s. Change that, or wait."), missing=missing
        )


def no_results(pilot: Pilot) -> bool:
    gone = dropped(after_queries.amendments(pilot))
    return any(metric.found is None for metric in pilot.metrics if metric.id not in gone)


def demand(lacks: Lacks) -> None:
    """Raises IllegalMove with everything that is missing and who supplies it."""
    if lacks.team and lacks.regulator:
        raise IllegalMove(
            N_("Not yet. The team supplies: %(team)s. The country's regulator supplies: %(regulator)s."),
            team=lacks.team,
            regulator=lacks.regulator,
        )
    if lacks.team:
        raise IllegalMove(N_("Not yet. The team supplies: %(team)s."), team=lacks.team)
    if lacks.regulator:
        raise IllegalMove(
            N_("Not yet. The country's regulator supplies: %(regulator)s."), regulator=lacks.regulator
        )


def is_open(subject: Pilot | PilotCountry, stage: Stage) -> bool:
    """Whether the team may still change a stage of the form."""
    pilot = subject.pilot if isinstance(subject, PilotCountry) else subject
    if stage.until is Until.SUBMITTED:
        return dossier_is_open(states(pilot), approved=pilot.criteria_hash != "")
    here = {subject.at} if isinstance(subject, PilotCountry) else set(states(pilot))
    if stage.until is Until.REPORTED:
        return State.REPORTING in here and pilot.disclosed_at is None
    if stage.until is Until.ACTIVE and here & STARTED:
        return False
    return not here or bool(here - ENDED)
