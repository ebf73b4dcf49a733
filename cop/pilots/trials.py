"""What reports of incidents ask of pilots: which product one tries, and where a product is tried now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, literal, select

from cop.kernel.db import db
from cop.kernel.refs import split
from cop.pilots import queries
from cop.pilots.models import Pilot, PilotCountry, Product, ProductVersion
from cop.pilots.rules import OPEN, State


def by_uid(viewer: Any, uid: str) -> Any:
    """(ref, product, product_version, developer) of a pilot that ``viewer`` sees; None for no such pilot."""
    pilot = queries.pilot(viewer, uid)
    if pilot is None:
        return None
    made = pilot.product_version
    named = (made.product.name, made.label, made.product.developer) if made else ("", "", "")
    return (pilot.ref, *named)


def of_product(product_key: str) -> Sequence[Any]:
    """Where a product is tried or is to be: see ``_trials``."""
    return _trials(Product.name_key == product_key)


def led_by(member: int) -> Any:
    """The refs of the pilots that a member leads, as a query."""
    return select(literal("pilot:") + cast(Pilot.id, Text)).where(Pilot.lead_id == member)


def running_in(country: str) -> Any:
    """The refs of the pilots that run in a country now, as a query."""
    runs = (PilotCountry.country == country) & (PilotCountry.state == State.ACTIVE)
    return select(literal("pilot:") + cast(PilotCountry.pilot_id, Text)).where(runs)


def of_pilot(ref: str) -> Sequence[Any]:
    return _trials(Pilot.id == split(ref)[1])


def _trials(condition: ColumnElement[bool]) -> Sequence[Any]:
    """(pilot id, uid, title, lead_id, country, state, version, product, developer, developer_key) of open tracks."""
    columns: list[Any] = [Pilot.id, Pilot.uid, Pilot.title, Pilot.lead_id, PilotCountry.country]
    columns += [PilotCountry.state, ProductVersion.label.label("version"), Product.name.label("product")]
    query = (
        select(*columns, Product.developer, Product.developer_key)
        .join(Pilot.tracks)
        .outerjoin(ProductVersion, ProductVersion.id == Pilot.version_id)
        .outerjoin(Product, Product.id == ProductVersion.product_id)
        .where(condition, PilotCountry.state.in_(OPEN))
    )
    return db.session.execute(query.order_by(Pilot.id, PilotCountry.country)).all()
