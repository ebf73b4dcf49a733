"""Keeping the facets of a pilot as its answers say; in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select

from cop.kernel.db import db
from cop.pilots import samd
from cop.pilots.facet_models import Facet, Kind
from cop.pilots.models import Pilot

CHUNK = 500


def wanted(pilot: Pilot) -> set[tuple[str, str]]:
    """(kind, value) of each facet."""
    category = samd.category(pilot.answers.get("autonomy", ""), pilot.answers.get("seriousness", ""))
    tested = {(Kind.LANGUAGE.value, tag) for tag in pilot.answers.get("languages", [])}
    return tested | ({(Kind.SAMD.value, category)} if category else set())


def keep(pilot: Pilot) -> None:
    db.session.execute(delete(Facet).where(Facet.pilot_id == pilot.id))
    db.session.add_all(
        Facet(pilot_id=pilot.id, kind=kind, value=value) for kind, value in sorted(wanted(pilot))
    )


def drift() -> Iterable[str]:
    kept: dict[int, set[tuple[str, str]]] = {}
    for id, kind, value in db.session.execute(select(Facet.pilot_id, Facet.kind, Facet.value)):
        kept.setdefault(id, set()).add((kind, value))
    for pilot in db.session.scalars(select(Pilot).execution_options(yield_per=CHUNK)):
        if kept.get(pilot.id, set()) != wanted(pilot):
            yield f"{pilot.uid}: facets {sorted(kept.get(pilot.id, set()))} kept, {sorted(wanted(pilot))} answered"
