"""A pilot as data: what the viewer may see and nothing else, with the chain so that it can be recounted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from cop.ballots.record import stamp
from cop.kernel.addresses import outward
from cop.pilots import chain, shown
from cop.pilots.after_models import Aftermath, Amendment
from cop.pilots.exchange import whole_queries
from cop.pilots.exchange.whole_queries import Beside
from cop.pilots.fields import Seen
from cop.pilots.models import Condition, Metric, Pilot, PilotCountry, Site
from cop.pilots.rules import Decision
from cop.pilots.visibility import conditions_seen, levels, tracks_seen

AT_ONCE = 100


def records(viewer: Any, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The records of pilots that ``viewer`` is known to see, some at a time: no more is held in memory."""
    for start in range(0, len(ids), AT_ONCE):
        yield from records_of(viewer, whole_queries.pilots(ids[start : start + AT_ONCE]))


def records_of(viewer: Any, pilots: Sequence[Pilot]) -> Iterator[dict[str, Any]]:
    seen = {pilot.id: levels(viewer, pilot) for pilot in pilots}
    inside = [id for id, read in seen.items() if Seen.REGULATORS in read]
    beside = whole_queries.beside(list(seen), inside)
    return (_record(viewer, pilot, seen[pilot.id], beside[pilot.id]) for pilot in pilots)


def record_of(viewer: Any, pilot: Pilot) -> dict[str, Any]:
    return next(records_of(viewer, [pilot]))


def _record(viewer: Any, pilot: Pilot, seen: frozenset[Seen], beside: Beside) -> dict[str, Any]:
    """JSON of a pilot. Dates are ISO 8601, times UTC; a field that is absent is unanswered or not the reader's."""
    events = beside.events
    return {
        "uid": pilot.uid,
        "address": outward("pilots.pilot", uid=pilot.uid),
        "notice": _("Taking part in a sandbox is neither an approval nor a way to market."),
        "registered": stamp(pilot.registered_at),
        "submitted": _stamped(pilot.submitted_at),
        "public_since": _stamped(pilot.public_at),
        "disclosed": _stamped(pilot.disclosed_at),
        "answers": shown.codes(viewer, pilot),
        "samd_category": shown.category_of(pilot),
        "criteria": [_criterion(metric, seen, pilot) for metric in pilot.metrics],
        "criteria_sha256": pilot.criteria_hash,
        "amendments": [_amendment(one, pilot) for one in beside.amendments],
        "aftermaths": [_aftermath(one) for one in beside.aftermaths],
        "countries": [_track(viewer, track, seen, beside) for track in tracks_seen(viewer, pilot)],
        "chain": {
            "head": events[-1].hash if events else "",
            "events": [_event(event, pilot) for event in events],
            "reasons": beside.reasons,
        },
    }


def _stamped(at: datetime | None) -> str:
    return stamp(at) if at else ""


def _event(event: Any, pilot: Pilot) -> dict[str, Any]:
    said = {key: getattr(event, key) for key in ("data", "hash", "kind", "prev", "seq")}
    return {"at": stamp(event.at), "pilot": pilot.uid, "v": chain.VERSION, **said}


def _amendment(one: Amendment, pilot: Pilot) -> dict[str, Any]:
    """``criterion``: its place in the list of criteria, from 1."""
    place = [metric.id for metric in pilot.metrics].index(one.metric_id) + 1
    said = {key: getattr(one, key) for key in ("kind", "before", "after", "reason")}
    return {"criterion": place, "at": stamp(one.at), **said}


def _aftermath(one: Aftermath) -> dict[str, Any]:
    said = {key: getattr(one, key) for key in ("country", "kind", "text", "link", "attestation")}
    return {"date": one.day.isoformat(), **said}


def results_open(pilot: Pilot, seen: frozenset[Seen]) -> bool:
    return Seen.REGULATORS in seen or pilot.disclosed_at is not None


def _criterion(metric: Metric, seen: frozenset[Seen], pilot: Pilot) -> dict[str, Any]:
    told: dict[str, Any] = dict(metric.criterion())
    if results_open(pilot, seen) and metric.found is not None:
        told["result"] = {"found": metric.found, "out_of": metric.out_of}
    return told


def _track(viewer: Any, track: PilotCountry, seen: frozenset[Seen], beside: Beside) -> dict[str, Any]:
    """``before``: the state that it left for the one in which it stands; ``reason``: the words of that step."""
    step = chain.last_step(track.country, beside.events)
    return {
        "country": track.country,
        "state": track.state,
        "before": track.left,
        "since": stamp(track.since),
        "held_by": track.held_by,
        "reason": beside.reasons.get(str(step.seq), "") if step else "",
        "attestation": track.attestation,
        "decision": _decision(track),
        "answers": shown.codes(viewer, track),
        "conditions": [_condition(one, seen) for one in conditions_seen(viewer, track)],
        "sites": [_site(site, seen) for site in track.sites],
    }


def _decision(track: PilotCountry) -> dict[str, str]:
    if track.decision == Decision.NONE:
        return {"decision": Decision.NONE.value}
    told = {
        key: getattr(track, key)
        for key in ("decision", "authority", "instrument", "article", "link", "reference", "refusal")
    }
    days = {key: getattr(track, key) for key in ("decided_on", "ends_on")}
    return told | {key: day.isoformat() if day else "" for key, day in days.items()}


def _condition(condition: Condition, seen: frozenset[Seen]) -> dict[str, Any]:
    told = {
        "text": condition.text,
        "due": condition.due.isoformat() if condition.due else "",
        "before_start": condition.start,
        "met_on": condition.met_on.isoformat() if condition.met_on else "",
    }
    return told | ({"evidence": condition.evidence} if Seen.REGULATORS in seen else {})


def _site(site: Site, seen: frozenset[Seen]) -> dict[str, Any]:
    number, kept_back = shown.number_at(site, seen)
    told: dict[str, Any] = {"facility": site.facility, "province": site.province, "taking_part": number}
    if kept_back:
        told["taking_part_under"] = shown.FEWEST
    return told | ({"name": site.name, "lead": site.lead} if Seen.MEMBERS in seen else {})
