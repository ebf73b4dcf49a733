"""How a line of a registry's table becomes a pilot, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cop.kernel import counters
from cop.kernel.db import db
from cop.pilots import chain, dossier, facets, moving, products
from cop.pilots.after_models import Aftermath, Amendment
from cop.pilots.exchange.checking import UID
from cop.pilots.exchange.entries import Country, Entry
from cop.pilots.exchange.import_models import Origin, PilotImport
from cop.pilots.models import Condition, Metric, Pilot, PilotCountry, Site
from cop.pilots.rules import Attestation, By, Decision, State
from cop.pilots.rulings import basis_of

COLUMNS = ("title", "summary", "area")
RESULTS = {field.key for field in dossier.RESULTS.fields}
CRITERION = ("name", "threshold", "comparator", "subgroups")


def draft(entry: Entry, lead: int, now: datetime) -> Pilot:
    """A dossier to go on with, under a number of its own; what was decided and found elsewhere stays there."""
    answers = {key: value for key, value in entry.answers.items() if key not in RESULTS}
    if entry.uid:
        there = f"{entry.uid} ({entry.address})" if entry.address else entry.uid
        answers["secondary_ids"] = "\n".join(filter(None, (answers.get("secondary_ids", ""), there)))
    pilot = _pilot(answers, uid=moving.new_uid(now), lead_id=lead, registered_at=now)
    for one in entry.criteria:
        db.session.add(Metric(pilot=pilot, **{key: one[key] for key in CRITERION}))
    for country in entry.countries:
        _track(pilot, country, state=State.DRAFT.value, since=now)
    facets.keep(pilot)
    return pilot


def recorded(entry: Entry, job: PilotImport, now: datetime) -> Pilot:
    """The pilot as its document says that it stands; nobody here decided it, and nobody attests it as a regulator."""
    pilot = _pilot(
        entry.answers,
        uid=_uid(entry, now),
        lead_id=job.by_id,
        registered_at=entry.registered,
        submitted_at=entry.submitted,
        disclosed_at=entry.disclosed,
        criteria_hash=entry.criteria_sha256,
    )
    for one in entry.criteria:
        db.session.add(Metric(pilot=pilot, **one))
    db.session.flush()
    for country in entry.countries:
        _stands(_track(pilot, country, **_standing(country)), country, now)
    _add_history(pilot, entry, job)
    if entry.public_since:
        moving.publish(pilot, entry.public_since)
    moving.settle(pilot, now)
    facets.keep(pilot)
    origin = {"uid": entry.uid, "address": entry.address, "recorded_at": now}
    db.session.add(Origin(pilot_id=pilot.id, import_id=job.id, **origin))
    return pilot


def _uid(entry: Entry, now: datetime) -> str:
    """Its own number, which nobody is given again, or a new one."""
    found = UID.fullmatch(entry.uid)
    if not found:
        return moving.new_uid(now)
    counters.at_least(f"pilots:{found[1]}", int(found[2]))
    return entry.uid


def _pilot(answers: Mapping[str, Any], **more: Any) -> Pilot:
    have = dict(answers)
    own = {key: have.pop(key, "") for key in COLUMNS}
    named = {key: have.pop(key, "") for key in products.NAMED}
    version = products.version_id(**named)
    have |= {} if version else {key: said for key, said in named.items() if said}
    pilot = Pilot(**own, version_id=version, answers=have, versions={}, **more)
    db.session.add(pilot)
    db.session.flush()
    return pilot


def _track(pilot: Pilot, country: Country, **standing: Any) -> PilotCountry:
    track = PilotCountry(country=country.country, answers=country.answers, versions={}, **standing)
    pilot.tracks.append(track)
    facets.keep_class(track)
    db.session.add_all(Site(track=track, **site) for site in country.sites)
    db.session.flush()
    return track


def _standing(one: Country) -> dict[str, Any]:
    decided = one.decision["decision"] != Decision.NONE
    attested = _attestation(one.attestation) if decided else Attestation.CLAIM.value
    own = {"state": one.state, "left": one.before, "since": one.since, "held_by": one.held_by}
    return {**own, **one.decision, "attestation": attested}


def _attestation(said: str) -> str:
    """What a regulator attested elsewhere, a document says here."""
    return Attestation.DOCUMENT.value if said == Attestation.REGULATOR else said


def _stands(track: PilotCountry, one: Country, now: datetime) -> None:
    """Its conditions, and the event by which it came to stand so."""
    db.session.add_all(Condition(track=track, **condition) for condition in one.conditions)
    db.session.flush()
    facts = {"attestation": track.attestation, "basis": chain.basis_hash(basis_of(one.decision))}
    public = track.at is not State.RETURNED
    moving.append(
        track, "record", State.DRAFT, By.STEWARD, now, reason=one.reason, public=public, facts=facts
    )


def _add_history(pilot: Pilot, entry: Entry, job: PilotImport) -> None:
    """What was changed of its promises, and what came of it."""
    for one in entry.amendments:
        said = {key: one[key] for key in ("at", "kind", "reason", "before", "after")}
        metric = pilot.metrics[one["place"] - 1].id
        db.session.add(Amendment(pilot_id=pilot.id, metric_id=metric, by_id=job.by_id, **said))
    for one in entry.aftermaths:
        told = one | {"attestation": _attestation(one["attestation"])}
        db.session.add(Aftermath(pilot_id=pilot.id, by_id=job.by_id, at=job.at, **told))
