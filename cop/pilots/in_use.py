"""Where a product is tried and who relies on whose decision, as far as somebody may see it (hook ``product_in_use``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import exists, select

from cop.kernel.db import db
from cop.members.facilities import FACILITIES
from cop.pilots.models import Pilot, PilotCountry, Product, ProductVersion, Site
from cop.pilots.rules import STATE_WORDS, State
from cop.pilots.visibility import tracks_visible_to, visible_to

MOST, MOST_SITES = 300, 1_000
STOPPED = frozenset({State.SUSPENDED, State.TERMINATED})


@dataclass(frozen=True)
class Use:
    """A version in one country. ``runs``: now; ``stopped``: suspended or ended by a regulator; ``says``: the state.

    ``reliance`` names the decision elsewhere that this one rests on, as its team wrote it; ``sites`` in words.
    """

    pilot: str
    address: str
    version: str
    country: str
    says: str
    runs: bool
    stopped: bool
    attestation: str
    reference: str
    decided_on: date | None
    reliance: str
    sites: tuple[str, ...]


def of_product(viewer: Any, product_key: str) -> list[Use]:
    """Every country's track that ``viewer`` may see, running ones first."""
    columns = (Pilot.uid, Pilot.title, ProductVersion.label, PilotCountry)
    query = (
        select(*columns)
        .join(PilotCountry.pilot)
        .join(ProductVersion, ProductVersion.id == Pilot.version_id)
        .where(Product.name_key == product_key, ProductVersion.product_id == Product.id)
        .where(visible_to(viewer), tracks_visible_to(viewer))
    )
    first = (PilotCountry.state != State.ACTIVE, PilotCountry.country, PilotCountry.id)
    rows = db.session.execute(query.order_by(*first).limit(MOST)).all()
    sites = _sites([row.PilotCountry.id for row in rows], viewer.is_member)
    return [_use(row, sites) for row in rows]


def _use(row: Any, sites: Mapping[int, list[str]]) -> Use:
    track: PilotCountry = row.PilotCountry
    return Use(
        f"{row.uid} {row.title}",
        url_for("pilots.country", uid=row.uid, country=track.country),
        row.label,
        track.country,
        _(STATE_WORDS[track.at]),
        track.at is State.ACTIVE,
        track.at in STOPPED,
        track.attestation if track.decided_on else "",
        track.reference,
        track.decided_on,
        track.answers.get("reliance", ""),
        tuple(sites.get(track.id, ())),
    )


def _sites(tracks: Sequence[int], named: bool) -> dict[int, list[str]]:
    """By track, each in words: kind and province for everyone, the name for members."""
    found: dict[int, list[str]] = {}
    asked = select(Site.track_id, Site.facility, Site.province, Site.name).where(Site.track_id.in_(tracks))
    for site in db.session.execute(asked.order_by(Site.id).limit(MOST_SITES)):
        kind = _("%(kind)s, %(province)s", kind=_(FACILITIES[site.facility]), province=site.province)
        words = f"{site.name} ({kind})" if named and site.name else kind
        found.setdefault(site.track_id, []).append(words)
    return found


def named_like(viewer: Any, begins: str, most: int = 40) -> list[str]:
    """Names of products that ``viewer`` sees tried, from those whose key begins so, in order."""
    tried = (ProductVersion.product_id == Product.id, Pilot.version_id == ProductVersion.id)
    seen = select(Product.name).where(
        Product.name_key.startswith(begins, autoescape=True), exists().where(*tried, visible_to(viewer))
    )
    return list(dict.fromkeys(db.session.scalars(seen.order_by(Product.name_key).limit(most))))
