"""What pilots tell of where a product is tried, by what their manifest offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app

from cop.incidents import versions
from cop.kernel.refs import ref

NOT_ASKED = "draft"
RUNS = "active"


def _hook(name: str) -> Any:
    return current_app.extensions["cop"].hooks.get(name)


@dataclass(frozen=True)
class Tried:
    """What a pilot tries."""

    pilot: str
    product: str
    version: str
    developer: str


@dataclass(frozen=True)
class Trial:
    """A product in one country's track that has not ended; ``state`` as pilots name it."""

    pilot: str
    uid: str
    title: str
    lead: int
    country: str
    state: str
    version: str
    product: str
    developer: str
    developer_key: str

    @property
    def asked(self) -> bool:
        """Whether the country's regulator knows of it; a draft is its team's alone."""
        return self.state != NOT_ASKED


def tried_in(viewer: Any, uid: str) -> Tried | None:
    """What the pilot with that uid tries; None where ``viewer`` sees no such pilot."""
    asks = _hook("pilot_by_uid")
    found = asks(viewer, uid) if asks else None
    return Tried(*found) if found else None


def led_by(member: int) -> Any:
    """The refs of the pilots that a member leads, as a query to ask within; None where there are no pilots."""
    asks = _hook("pilots_led_by")
    return asks(member) if asks else None


def running_in(country: str) -> Any:
    """The refs of the pilots that run in a country, as a query; None where there are no pilots."""
    asks = _hook("pilots_running_in")
    return asks(country) if asks else None


def of_pilot(pilot: str) -> list[Trial]:
    asks = _hook("trials_of_pilot")
    return _trials(asks(pilot) if asks else [])


def of_versions(product_key: str, first: str, last: str) -> list[Trial]:
    """Where versions of a product are tried or planned."""
    asks = _hook("trials_of_product")
    found = _trials(asks(product_key) if asks else [])
    return [trial for trial in found if versions.within(trial.version, first, last)]


def _trials(rows: Sequence[Any]) -> list[Trial]:
    return [
        Trial(
            ref("pilot", row.id), row.uid, row.title, row.lead_id, row.country, row.state,
            row.version or "", row.product or "", row.developer or "", row.developer_key or "",
        )
        for row in rows
    ]  # fmt: skip
