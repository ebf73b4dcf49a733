"""Reports of incidents, alerts and the pilots they are about, in bulk. One product in five has most of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bench.rows import put
from cop.alerts.models import Alert, Target
from cop.incidents import choices
from cop.incidents.models import Agreement, Incident, Reporter
from cop.incidents.rules import Level, Party
from cop.kernel.text import sort_key
from cop.members.models import Mandate
from cop.pilots.models import Pilot, PilotCountry, Product, ProductVersion, Site

PRODUCTS, PILOTS, MEMBERS = 100, 400, 1_000
COUNTRIES = ("SG", "MY", "TH", "VN", "ID", "PH", "KH", "LA")
LEVELS = (
    (Level.REPORTED, 0.2),
    (Level.COUNTRY, 0.2),
    (Level.REGULATORS, 0.2),
    (Level.MEMBERS, 0.3),
    (Level.PUBLIC, 0.1),
)
REGULATOR = 2
"""The member who regulates Singapore."""


NOBODY = {"country": "", "pilot": "", "developer": "", "developer_key": ""}


def product(number: int) -> str:
    """A tenth of everything is about the first."""
    return f"Tool {0 if number % 10 == 0 else number % PRODUCTS}"


def write(connection: Connection, reports: int, now: datetime) -> None:
    chance = random.Random(1)
    mandate = {"member_id": REGULATOR, "authority": "Authority", "country": "SG", "evidence": "Letter"}
    put(connection, Mandate, [mandate | {"since": now, "until": now + timedelta(days=365)}])
    _pilots(connection, now)
    put(connection, Incident, _reports(reports, now, chance))
    ids = range(1, reports + 1)
    put(connection, Reporter, ({"incident_id": id, "member_id": 3 + id % (MEMBERS - 5)} for id in ids))
    put(connection, Agreement, _agreements(reports, now))
    put(connection, Alert, _alerts(reports // 10, now))
    put(connection, Target, _targets(reports // 10))


def _pilots(connection: Connection, now: datetime) -> None:
    named = [(id, f"Tool {id - 1}") for id in range(1, PRODUCTS + 1)]
    made = {"developer": "Maker", "developer_key": "maker"}
    put(
        connection,
        Product,
        ({"id": id, "name": name, "name_key": sort_key(name), **made} for id, name in named),
    )
    put(connection, ProductVersion, ({"id": id, "product_id": id, "label": "1.0"} for id, _name in named))
    common = {"registered_at": now, "submitted_at": now, "public_at": now, "area": "imaging", "lead_id": 3}
    put(connection, Pilot, ({"id": id, **_pilot(id), **common} for id in range(1, PILOTS + 1)))
    tracks = [(id, country) for id in range(1, PILOTS + 1) for country in COUNTRIES[:4]]
    stands = {"state": "active", "left": "approved", "since": now, "answers": {}, "versions": {}}
    put(connection, PilotCountry, ({"pilot_id": id, "country": country, **stands} for id, country in tracks))
    site = {"facility": "district", "province": "North", "name": "Clinic", "lead": "Nurse"}
    put(connection, Site, ({"track_id": id, **site} for id in range(1, len(tracks) + 1)))


def _pilot(id: int) -> dict[str, Any]:
    told = {
        "uid": f"COP-2026-{id:04d}",
        "title": f"Pilot {id}",
        "summary": "",
        "version_id": id % PRODUCTS + 1,
    }
    return told | {"answers": {}, "versions": {}}


def _reports(number: int, now: datetime, chance: random.Random) -> Iterator[dict[str, Any]]:
    failures = list(choices.FAILURES)
    for id in range(1, number + 1):
        at = now - timedelta(minutes=10 * (number - id))
        yield {
            "id": id, "uid": f"INC-2026-{id:05d}", "kind": "near_miss", "harm": id % 6, "level": level_of(id),
            "state": "open", "reported_at": at, "named": False, "product": product(id),
            "product_key": sort_key(product(id)), "product_version": "1.0", "month": f"{at:%Y-%m}",
            "aware_on": at.date(), "country": chance.choice(COUNTRIES), "narrative": "It went wrong.",
            "failure": chance.choice(failures), "public_health": False, "due": at + timedelta(days=10),
            "lesson": "Look twice." if level_of(id) >= Level.PUBLIC else "", "version": 1,
        }  # fmt: skip


def level_of(id: int) -> Level:
    """Alike for the same report, in the shares of LEVELS."""
    place, so_far = id % 97 / 97, 0.0
    for level, share in LEVELS:
        so_far += share
        if place < so_far:
            return level
    return Level.PUBLIC


def _agreements(number: int, now: datetime) -> Iterator[dict[str, Any]]:
    for id in range(1, number + 1):
        at = now - timedelta(minutes=10 * (number - id))
        for level in range(1, level_of(id) + 1):
            for party in Party:
                yield {"incident_id": id, "level": level, "party": party.value, "by_id": MEMBERS, "at": at}


def _alerts(number: int, now: datetime) -> Iterator[dict[str, Any]]:
    """The last hundred are not yet due."""
    for id in range(1, number + 1):
        at = now - timedelta(days=6) - timedelta(hours=number - id if id <= number - 100 else 0)
        yield {
            "id": id, "uid": f"ALR-2026-{id:04d}", "product": product(id), "product_key": sort_key(product(id)),
            "first": "", "last": "", "words": "Stop.", "incident_id": id, "by_id": MEMBERS, "at": at,
            "due": at + timedelta(days=7),
        }  # fmt: skip


def _targets(alerts: int) -> Iterator[dict[str, Any]]:
    """Each asks four countries, a lead and the developer; one in three has answered, and none was reminded yet."""
    for id in range(1, alerts + 1):
        asked = [{"party": "regulator", "country": country} for country in COUNTRIES[:4]]
        asked += [
            {"party": "lead", "pilot": f"pilot:{id % PILOTS + 1}"},
            {"party": "developer", "developer_key": "maker"},
        ]
        for number, one in enumerate(asked):
            yield {
                "alert_id": id,
                "country": "",
                "pilot": "",
                "developer": "",
                "developer_key": "",
                **one,
                **_said(id + number),
            }


def _said(number: int) -> dict[str, Any]:
    if number % 3:
        return {"answer": "", "answered_at": None}
    return {"answer": "not_affected", "answered_at": datetime.fromisoformat("2026-01-01T00:00:00+00:00")}
