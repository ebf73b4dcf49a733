"""Where versions of a product are in use, what was warned of and what was reported: as far as somebody may see each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from cop.alerts.models import Alert
from cop.alerts.visibility import visible_to
from cop.incidents import versions
from cop.incidents.models import Incident
from cop.incidents.visibility import visible_to as reads
from cop.kernel.db import db
from cop.kernel.text import sort_key

MOST = 50
REPORT = (
    Incident.uid, Incident.kind, Incident.product, Incident.product_version, Incident.harm, Incident.country,
    Incident.month, Incident.state,
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A product and a range of its versions, both ends included; "" for an open end."""

    product: str
    first: str = ""
    last: str = ""

    @property
    def key(self) -> str:
        return sort_key(self.product)

    def has(self, version: str) -> bool:
        return versions.within(version, self.first, self.last)


def in_use(viewer: Any, asked: Asked) -> list[Any]:
    """Tracks of pilots that try it, as pilots offer them (``cop.pilots.in_use.Use``)."""
    offered = current_app.extensions["cop"].hooks.get("product_in_use")
    return [use for use in offered(viewer, asked.key) if asked.has(use.version)] if offered else []


def named_like(viewer: Any, begins: str) -> list[str]:
    """Names of products to choose from."""
    offered = current_app.extensions["cop"].hooks.get("products_named_like")
    return offered(viewer, sort_key(begins)) if offered else []


def alerts(viewer: Any, asked: Asked) -> list[Alert]:
    """Those about some of these versions, newest first, with whom they ask."""
    found = select(Alert).where(Alert.product_key == asked.key, visible_to(viewer))
    newest = found.options(selectinload(Alert.targets)).order_by(Alert.id.desc()).limit(MOST)
    return [
        one
        for one in db.session.scalars(newest)
        if versions.meet(asked.first, asked.last, one.first, one.last)
    ]


def reports(viewer: Any, asked: Asked) -> tuple[Counter[int], Sequence[Any]]:
    """How many reports the viewer reads, by harm; and the newest of them."""
    about = (Incident.product_key == asked.key, reads(viewer))
    kinds = (Incident.product_version, Incident.harm)
    rows = db.session.execute(select(*kinds, func.count(Incident.id)).where(*about).group_by(*kinds)).all()
    concerned = [(label, harm, number) for label, harm, number in rows if asked.has(label)]
    by_harm: Counter[int] = Counter()
    for _label, harm, number in concerned:
        by_harm[harm] += number
    labels = {label for label, _harm, _number in concerned}
    newest = select(*REPORT).where(*about, Incident.product_version.in_(labels))
    return by_harm, db.session.execute(newest.order_by(Incident.id.desc()).limit(MOST)).all()


def relied_on(uses: Sequence[Any]) -> list[tuple[Any, list[Any]]]:
    """(a use that rests on a decision elsewhere, those here whose reference it names)."""
    return [(use, _named_in(use, uses)) for use in uses if use.reliance]


def _named_in(use: Any, uses: Sequence[Any]) -> list[Any]:
    words = use.reliance.casefold()
    return [one for one in uses if one is not use and one.reference and one.reference.casefold() in words]
