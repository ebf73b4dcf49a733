"""What the pages of a pilot and of one of its countries show, put together for their templates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cop.kernel import words
from cop.kernel.errors import N_
from cop.members.facilities import FACILITIES
from cop.pilots import (
    after_queries,
    after_rules,
    chain,
    choices,
    dossier,
    flags,
    gates,
    measure_queries,
    queries,
    shown,
    watching,
)
from cop.pilots.acts import LABELS
from cop.pilots.exchange import import_queries
from cop.pilots.export import results_open
from cop.pilots.fields import Seen
from cop.pilots.models import Event, Pilot, PilotCountry
from cop.pilots.moving import keys_given, keys_needed
from cop.pilots.permits import in_team, may_edit, may_tell_after
from cop.pilots.queries import Editing
from cop.pilots.rules import ENDED, STAGES, STATE_WORDS, Decision, State, reached
from cop.pilots.visibility import conditions_seen, levels, tracks_seen
from cop.profiles import mandate_queries

DONE = {
    "condition_met": N_("A condition was confirmed as met"),
    "reviewed": N_("Reviewed after a suspension elsewhere; it goes on"),
    "record": N_("Recorded from a document"),
}


def address(subject: Pilot | PilotCountry) -> str:
    if isinstance(subject, PilotCountry):
        return url_for("pilots.country", uid=subject.pilot.uid, country=subject.country)
    return url_for("pilots.pilot", uid=subject.uid)


def of_pilot(viewer: Any, pilot: Pilot, today: date) -> dict[str, Any]:
    seen, tracks = levels(viewer, pilot), tracks_seen(viewer, pilot)
    kept = queries.events(pilot)
    words_of = queries.reasons(pilot, Seen.REGULATORS in seen)
    return {
        "sentence": shown.state_sentence((t.country, t.at) for t in tracks),
        "track_stages": [_(name) for name in STAGES],
        "tracks": [_row(track, _last_reason(track, kept, words_of), today) for track in tracks],
        "columns": shown.columns(viewer, pilot),
        "results_open": results_open(pilot, seen),
        "keys": _keys(pilot) if results_open(pilot, seen) else [],
        "team_shown": viewer.is_member,
        "mine": in_team(viewer, pilot),
        "criteria_open": may_edit(viewer, pilot) and gates.is_open(pilot, dossier.STUDY),
        "results_due": may_edit(viewer, pilot) and gates.is_open(pilot, dossier.RESULTS),
        **_promises(viewer, pilot),
        "head_event": kept[-1] if kept else None,
        "reviews": watching.reviews(pilot),
        "complete": gates.completeness(pilot, tracks),
        "origin": import_queries.origin(pilot),
        "measured": measure_queries.any_of(pilot),
        "crossed": measure_queries.crossed(pilot) if Seen.REGULATORS in seen else [],
        "bounds_open": may_edit(viewer, pilot) and not set(gates.states(pilot)) & gates.STARTED,
        "chain_holds": chain.first_broken(pilot.uid, kept) is None,
    }


def _promises(viewer: Any, pilot: Pilot) -> dict[str, Any]:
    """Changes since the first approval, whether what was promised then still matches its hash, and what may be done."""
    amended = after_queries.amendments(pilot)
    first = after_rules.promised({one.id: one.criterion() for one in pilot.metrics}, amended)
    ahead = bool(set(gates.states(pilot)) - ENDED) and pilot.disclosed_at is None
    return {
        "amendments": [(one, _(after_rules.CHANGE_WORDS[after_rules.Change(one.kind)])) for one in amended],
        "dropped": after_rules.dropped(amended),
        "criteria_hold": pilot.criteria_hash == chain.criteria_hash(first),
        "amendable": may_edit(viewer, pilot) and bool(pilot.criteria_hash) and ahead,
        "aftermaths": [(one, _(after_rules.OUTCOMES[one.kind])) for one in after_queries.aftermaths(pilot)],
    }


def _keys(pilot: Pilot) -> list[tuple[str, bool]]:
    """(who, whether they agreed) of the keys to the exit report, once there is something to open."""
    given = keys_given(pilot)
    if not given and not gates.is_open(pilot, dossier.RESULTS):
        return []
    named = {"lead": _("The pilot's lead")}
    return [
        (named.get(party) or _("Regulator of %(country)s", country=words.country(party)), party in given)
        for party in sorted(keys_needed(pilot), key=lambda party: (party != "lead", party))
    ]


def _row(track: PilotCountry, reason: str, today: date) -> dict[str, Any]:
    """A line of the track picture."""
    number, drawn = reached(track.at, State(track.left))
    decided = track.decision != Decision.NONE
    label = _("Decision and conditions") if decided else _("Application")
    return {
        "country": words.country(track.country),
        "reached": number,
        "state": drawn,
        "headline": headline(track),
        "sentence": " ".join(said for said in (_decided(track), reason, *late(track, today)) if said),
        "attestation": track.attestation,
        "links": [(label, address(track))],
    }


def headline(track: PilotCountry) -> str:
    state, day = _(STATE_WORDS[track.at]), words.short_day(track.since)
    return _("%(state)s since %(day)s.", state=state, day=day)


def _decided(track: PilotCountry) -> str:
    """The decision behind a later state, and until when it holds."""
    if track.decision in (Decision.NONE, track.state):
        told = ""
    elif track.decision == Decision.REVOKED:
        told = _("Its decision is revoked.")
    else:
        told = _("%(decision)s.", decision=_(STATE_WORDS[State(track.decision)]))
    if track.at is State.REFUSED:
        told = _("%(reason)s.", reason=_(choices.REFUSALS[track.refusal]))
    if track.ends_on and track.at not in ENDED:
        told = f"{told} " + _("Valid until %(day)s.", day=words.short_day(track.ends_on))
    return told.strip()


def late(track: PilotCountry, today: date) -> list[str]:
    """What is late in a country, as facts."""
    return [
        _("%(fact)s Since %(day)s.", fact=_(flags.WORDS[flag]), day=words.short_day(since))
        for flag, since in flags.standing(track, today)
    ]


def _last_reason(track: PilotCountry, kept: list[Event], words_of: dict[int, str]) -> str:
    step = chain.last_step(track.country, kept)
    return words_of.get(step.seq, "") if step else ""


def of_country(viewer: Any, track: PilotCountry, today: date) -> dict[str, Any]:
    pilot = track.pilot
    seen = levels(viewer, pilot)
    words_of = queries.reasons(pilot, Seen.REGULATORS in seen)
    kept = queries.events(pilot)
    return {
        "headline": headline(track),
        "flags": late(track, today),
        "decision": [*decision_pairs(track), *_days_to_decision(track, kept)],
        "may_tell_after": may_tell_after(viewer, track) and track.at in ENDED | {State.REPORTING},
        "decided_under": decided_under(track),
        "columns": shown.columns(viewer, track),
        "conditions": conditions_seen(viewer, track),
        "sites": [(site, *shown.number_at(site, seen)) for site in track.sites],
        "names_shown": Seen.MEMBERS in seen,
        "evidence_shown": Seen.REGULATORS in seen,
        "mine": in_team(viewer, pilot),
        "history": [
            (e, step_state(e.kind, e.data), words_of.get(e.seq, ""))
            for e in kept
            if e.country == track.country
        ],
        "reviews": [one for one in watching.reviews(pilot) if one.track_id == track.id],
        "measurable": track.at in flags.REVIEWED and may_edit(viewer, track),
        "facilities": FACILITIES,
        "ended": track.at in ENDED,
    }


def step_state(kind: str, data: Mapping[str, Any]) -> str:
    """What an event did, in words: the new state, or what was done without one."""
    if kind in DONE:
        return _(DONE[kind])
    return _(LABELS[kind] if kind in ("extend", "lift") else STATE_WORDS[State(data["to"])])


def decided_under(track: PilotCountry) -> list[Any]:
    """The mandates of this country that whoever decided for it had then; [] before the decision."""
    decided = queries.decided(track) if track.decision != Decision.NONE else None
    if decided is None:
        return []
    member, at = decided
    held = mandate_queries.held(mandate_queries.ever_of([member]), member, at)
    return [mandate for mandate in held if mandate.country == track.country]


def decision_pairs(track: PilotCountry) -> list[tuple[str, Any]]:
    """The decision with its legal basis, label and value; [] while there is none."""
    if track.decision == Decision.NONE:
        return []
    revoked = _("Revoked") if track.decision == Decision.REVOKED else ""
    told = {
        _("Decision"): revoked or _(STATE_WORDS[State(track.decision)]),
        _("Main reason"): _(choices.REFUSALS[track.refusal]) if track.refusal else "",
        _("Competent authority"): track.authority,
        _("Reference"): track.reference,
        _("Date"): words.short_day(track.decided_on) if track.decided_on else "",
        _("Valid until"): words.short_day(track.ends_on) if track.ends_on else "",
        _("Legal basis"): " ".join(part for part in (track.instrument, track.article) if part),
    }
    return [(label, value) for label, value in told.items() if value]


def _days_to_decision(track: PilotCountry, kept: list[Event]) -> list[tuple[str, Any]]:
    """From the last submission before the decision to it."""
    own = [e for e in kept if e.country == track.country]
    decided = next((e for e in own if e.kind == "decide"), None)
    asked = [e for e in own if e.kind == "submit" and decided and e.seq < decided.seq]
    if not (decided and asked):
        return []
    days = (decided.at - asked[-1].at).days
    return [(_("Time to decision"), ngettext("%(num)d day", "%(num)d days", days))]


def told_stage(editing: Editing) -> list[tuple[str, Any]]:
    """Everything of a stage as it stands, for who was overtaken while writing."""
    have = gates.answers_of(editing.subject)
    return [(_(f.label), shown.told(f, have[f.key])) for f in editing.stage.fields if f.key in have]
