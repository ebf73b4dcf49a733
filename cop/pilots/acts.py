"""What the viewer can do next with a pilot, and what still stands in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.kernel import words
from cop.kernel.acts import Act
from cop.kernel.errors import N_
from cop.pilots import country_dossier, dossier, gates, moving, permits
from cop.pilots.fields import Stage, Until
from cop.pilots.models import Pilot, PilotCountry
from cop.pilots.rules import MOVES, POSITIVE, Gate, State

LABELS = {
    "submit": N_("Submit to the secretariat"),
    "take": N_("Take into review"),
    "return": N_("Return to the team"),
    "suspend": N_("Suspend"),
    "lift": N_("Lift the suspension"),
    "terminate": N_("Terminate"),
    "withdraw": N_("Withdraw"),
    "report": N_("End the running and report"),
    "complete": N_("Complete"),
    "decide": N_("Record the decision"),
    "activate": N_("Start here"),
    "extend": N_("Extend"),
}
WHOLE = tuple(key for key, move in MOVES.items() if not move.country)
ONE_COUNTRY = ("decide", "activate", "extend", "suspend", "lift", "terminate", "withdraw")
FIRST = ("decide", "take", "complete", "activate", "submit")
"""Acts that somebody waits for; the rest are at hand but not urgent."""


def of_pilot(viewer: Any, pilot: Pilot) -> list[Act]:
    """The whole pilot's moves, then those of a single country, the awaited ones first."""
    found = [_whole(pilot, key) for key in WHOLE if moving.movable(pilot, key, viewer)]
    if going_on := _unfinished(viewer, pilot):
        found = [Act(_("Go on with the form"), going_on, urgent=True)] + [
            replace(act, urgent=False) for act in found
        ]
    found += [
        _single(track, key, named(key, track.country))
        for track in pilot.tracks
        for key in ("decide", "activate")
        if moving.movable(pilot, key, viewer, track.country)
    ]
    return sorted(found, key=lambda act: not act.urgent)


def of_track(viewer: Any, track: PilotCountry) -> list[Act]:
    found = [
        _single(track, key) for key in ONE_COUNTRY if moving.movable(track.pilot, key, viewer, track.country)
    ]
    return sorted(found, key=lambda act: not act.urgent)


def _unfinished(viewer: Any, pilot: Pilot) -> str:
    """Where the team goes on with what is needed to submit; "" when nothing is or it is not theirs."""
    missing = (
        stage.key
        for stage in dossier.STAGES.values()
        if gates.is_open(pilot, stage) and gates.unanswered(pilot, [stage], Gate.SUBMIT)
    )
    first = next(missing, "") if permits.may_edit(viewer, pilot) else ""
    return stage_address(pilot, first) if first else ""


def named(key: str, country: str) -> str:
    return _("%(act)s: %(country)s", act=_(LABELS[key]), country=words.country(country))


def _whole(pilot: Pilot, key: str) -> Act:
    return Act(_(LABELS[key]), url_for(f"pilots.{key}_pilot", uid=pilot.uid), key in FIRST)


def _single(track: PilotCountry, key: str, label: str = "") -> Act:
    here: dict[str, Any] = {"uid": track.pilot.uid, "country": track.country}
    endpoint = f"pilots.{key}" if MOVES[key].country else f"pilots.{key}_country"
    return Act(label or _(LABELS[key]), url_for(endpoint, **here), key in FIRST)


def stages(viewer: Any, subject: Pilot | PilotCountry) -> list[tuple[str, str, list[str], bool]]:
    """(title, address, labels that are still unanswered, whether it is open) of each stage, for the team."""
    if not permits.may_edit(viewer, subject):
        return []
    return [
        (
            _(stage.title),
            stage_address(subject, stage.key),
            missing(subject, stage),
            gates.is_open(subject, stage),
        )
        for stage in _declared(subject).values()
        if stage.until is not Until.REPORTED or gates.is_open(subject, stage)
    ]


def missing(subject: Pilot | PilotCountry, stage: Stage) -> list[str]:
    """Labels of what a stage still needs for the gates ahead."""
    have, now = gates.answers_of(subject), gates.gates_ahead(permits.pilot_of(subject))
    return [_(f.label) for f in stage.fields if f.needed in now and f.key not in have]


def _declared(subject: Pilot | PilotCountry) -> dict[str, Stage]:
    return country_dossier.STAGES if isinstance(subject, PilotCountry) else dossier.STAGES


def stage_address(subject: Pilot | PilotCountry, stage: str) -> str:
    if isinstance(subject, PilotCountry):
        here: dict[str, Any] = {"uid": subject.pilot.uid, "country": subject.country}
        return url_for("pilots.country_stage", stage=stage, **here)
    return url_for("pilots.stage", uid=subject.uid, stage=stage)


def next_stage(subject: Pilot | PilotCountry, stage: str) -> str:
    """The key of the next open stage of the form; "" after the last."""
    declared = _declared(subject)
    keys = list(declared)
    later = keys[keys.index(stage) + 1 :]
    return next((key for key in later if gates.is_open(subject, declared[key])), "")


def lacking(viewer: Any, pilot: Pilot) -> list[str]:
    """What the pilot's next step waits for, as the team and the regulators read it."""
    if any(t.at in (State.DRAFT, State.RETURNED) for t in pilot.tracks) or not pilot.tracks:
        return _unsubmitted(pilot) if permits.may_edit(viewer, pilot) else []
    if any(t.at is State.REPORTING for t in pilot.tracks):
        steward = permits.MOVING["complete"](viewer, pilot)
        return _all(gates.to_complete(pilot)) if steward or permits.may_edit(viewer, pilot) else []
    return []


def _unsubmitted(pilot: Pilot) -> list[str]:
    """The pages of the form that are not finished, by title: the form's list names their questions."""
    stages = [s for s in dossier.STAGES.values() if gates.unanswered(pilot, [s], Gate.SUBMIT)]
    asked = {_(f.label) for stage in stages for f in stage.fields}
    return [_(stage.title) for stage in stages] + [
        one for one in _all(gates.to_submit(pilot)) if one not in asked
    ]


def lacking_here(viewer: Any, track: PilotCountry, today: date) -> list[str]:
    concerned = permits.may_edit(viewer, track) or permits.may_set_conditions(viewer, track)
    return _all(gates.to_start(track, today)) if concerned and track.at in POSITIVE else []


def _all(lacks: gates.Lacks) -> list[str]:
    return [_(sentence) for sentence in [*lacks.team, *lacks.regulator]]
