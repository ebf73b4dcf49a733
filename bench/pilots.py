"""Pilots in bulk, past the ORM: what the registry's pages read of a community that tried a great deal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from typing import Any

from sqlalchemy import Connection

from bench.people import countries
from bench.rows import put
from bench.scale import BEGUN
from cop.ballots.record import FIRST_PREV
from cop.kernel.counters import Counter
from cop.pilots import chain, choices, facets
from cop.pilots.facet_models import Facet
from cop.pilots.measure_models import Bound, Reading
from cop.pilots.models import Event, Metric, Pilot, PilotCountry, Product, ProductVersion, Site
from cop.pilots.moving import PUBLISHED

PRODUCTS = 1_000
METRICS, MONTHS = 2, 5
AREAS = [*choices.AREAS]
STATES = (
    ("active",) * 40 + ("completed",) * 30 + ("approved",) * 15 + ("in_review",) * 12 + ("suspended",) * 3
)
RARE = 2_000  # of so many pilots one has what few have: a state, a class, a language
WORDS = (
    "A trial of a tool that reads what is taken every day and says which of it somebody should see first. "
)
NEAR = countries()
PUBLIC = 1  # the id of a pilot that everybody may read


def write(connection: Connection, pilots: int) -> None:
    ids = range(1, pilots + 1)
    put(connection, Product, (_product(id) for id in range(1, PRODUCTS + 1)))
    put(
        connection,
        ProductVersion,
        ({"id": id, "product_id": id, "label": "1"} for id in range(1, PRODUCTS + 1)),
    )
    put(connection, Pilot, (_pilot(id) for id in ids))
    put(connection, Facet, (_facet(id, *pair) for id in ids for pair in sorted(facets.wanted(_answers(id)))))
    put(connection, Metric, (_metric(id, n) for id in ids for n in range(METRICS)))
    put(
        connection,
        Bound,
        (
            {"metric_id": id, "way": "least", "promise": 90, "stop": 5, "version": 1}
            for id in range(1, pilots * METRICS + 1)
        ),
    )
    put(connection, PilotCountry, (_track(id, n) for id in ids for n in range(2)))
    put(connection, Site, (_site(id) for id in range(1, 2 * pilots + 1)))
    put(connection, Event, (event for id in ids for event in _events(id)))
    put(
        connection, Reading, (_reading(id, n, m) for id in ids for n in range(METRICS) for m in range(MONTHS))
    )
    put(connection, Counter, [{"series": PUBLISHED, "last": sum(_is_public(id) for id in ids)}])


def _is_public(id: int) -> bool:
    return any(_state(id, n) != "in_review" for n in range(2))


def _product(id: int) -> dict[str, Any]:
    return {
        "id": id,
        "name": f"Tool {id}",
        "name_key": f"tool {id}",
        "developer": "Works",
        "developer_key": "works",
    }


def _answers(id: int) -> dict[str, Any]:
    rare = id % RARE == RARE // 2
    return {
        "sponsor": "Works",
        "intended_use": WORDS * 4,
        "population": WORDS,
        "autonomy": "inform",
        "seriousness": "serious" if id % 3 else "critical",
        "languages": ["tet"] if rare else ["th", "km"],
        "planned_start": "2025-01-01",
        "planned_end": "2027-01-01",
        "target_n": 400,
    }


def _pilot(id: int) -> dict[str, Any]:
    at = BEGUN + timedelta(minutes=id)
    return {
        "id": id,
        "uid": f"COP-2024-{id:04d}",
        "title": f"Trial number {id}",
        "summary": WORDS,
        "area": AREAS[id // 3 % len(AREAS)],
        "lead_id": id % 400 + 1,
        "version_id": id % PRODUCTS + 1,
        "registered_at": at,
        "submitted_at": at,
        "public_at": at if _is_public(id) else None,
        "answers": _answers(id),
        "versions": {},
        "criteria_hash": chain.criteria_hash([_criterion(n) for n in range(METRICS)]),
    }


def _facet(id: int, kind: str, value: str) -> dict[str, Any]:
    return {"pilot_id": id, "kind": kind, "value": value}


def _criterion(n: int) -> dict[str, str]:
    return {"name": f"Criterion {n}", "threshold": "at least 90 %", "comparator": "readers", "subgroups": ""}


def _metric(id: int, n: int) -> dict[str, Any]:
    return {"id": (id - 1) * METRICS + n + 1, "pilot_id": id, "version": 1, **_criterion(n)}


def _state(id: int, n: int) -> str:
    if id % RARE == RARE // 2 and n == 0:
        return "reporting"
    return STATES[(id * 7 + n * 13 + id // 100) % len(STATES)]


def country(id: int, n: int) -> str:
    return NEAR[(id + n * 3) % len(NEAR)]


def _track(id: int, n: int) -> dict[str, Any]:
    state, rare = _state(id, n), id % RARE == RARE // 2
    decided = state != "in_review"
    amdd = "D" if rare else "ABC"[id % 3]
    return {
        "id": (id - 1) * 2 + n + 1,
        "pilot_id": id,
        "country": country(id, n),
        "state": state,
        "left": "approved" if decided else "submitted",
        "since": BEGUN + timedelta(minutes=id),
        "held_by": "lead" if state == "suspended" else "",
        "decision": "approved" if decided else "none",
        "attestation": "regulator_attested" if decided else "applicant_claimed",
        "authority": "Authority" if decided else "",
        "instrument": "Act 12" if decided else "",
        "reference": f"REF {id}" if decided else "",
        "decided_on": BEGUN.date() if decided else None,
        "ends_on": (BEGUN + timedelta(days=3_000)).date() if decided else None,
        "amdd_class": amdd,
        "answers": {"amdd_class": amdd, "consent": "individual", "data_categories": WORDS},
        "versions": {},
    }


def _site(track: int) -> dict[str, Any]:
    named = {"province": "North", "name": "Clinic", "lead": "Nurse"}
    return {"track_id": track, "facility": "district", "taking_part": 40, "version": 1, **named}


def _events(id: int) -> Iterator[dict[str, Any]]:
    """A decision and a start for each country that decided, chained as the application chains them."""
    prev, numbers, at = FIRST_PREV, count(), BEGUN + timedelta(minutes=id)
    steps = [(n, step) for n in range(2) if _state(id, n) != "in_review" for step in ("decide", "activate")]
    for n, kind in steps:
        seq, code = next(numbers), country(id, n)
        data = {"by": "regulator", "country": code, "from": "in_review", "to": "approved", "reason": ""}
        digest = chain.digest(chain.body(f"COP-2024-{id:04d}", seq, at, kind, data, prev))
        yield {
            "pilot_id": id, "seq": seq, "at": at, "kind": kind, "country": code, "data": data, "prev": prev,
            "hash": digest,
        }  # fmt: skip
        prev = digest


def _reading(id: int, n: int, m: int) -> dict[str, Any]:
    """Of the first country, a month each."""
    day = (BEGUN + timedelta(days=31 * m)).date()
    return {
        "track_id": (id - 1) * 2 + 1,
        "metric_id": (id - 1) * METRICS + n + 1,
        "day": day,
        "month": f"{day:%Y-%m}",
        "subgroup": "",
        "found": 90 + m,
        "out_of": 100,
        "turn": 1,
        "by_id": id % 400 + 1,
        "entered_at": BEGUN,
    }
