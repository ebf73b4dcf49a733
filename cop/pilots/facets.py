"""Keeping the facets of a pilot as its answers say; in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from cop.kernel.db import db
from cop.pilots import samd
from cop.pilots.facet_models import Facet, Kind
from cop.pilots.models import Pilot, PilotCountry

CHUNK = 500


def wanted(answers: Mapping[str, Any]) -> set[tuple[str, str]]:
    """(kind, value) of each facet that a pilot's answers give."""
    category = samd.category(answers.get("autonomy", ""), answers.get("seriousness", ""))
    tested = {(Kind.LANGUAGE.value, tag) for tag in answers.get("languages", [])}
    return tested | ({(Kind.SAMD.value, category)} if category else set())


def keep(pilot: Pilot) -> None:
    db.session.execute(delete(Facet).where(Facet.pilot_id == pilot.id))
    made = sorted(wanted(pilot.answers))
    db.session.add_all(Facet(pilot_id=pilot.id, kind=kind, value=value) for kind, value in made)


def keep_class(track: PilotCountry) -> None:
    track.amdd_class = track.answers.get("amdd_class", "")


def drift() -> Iterable[str]:
    for chunk in _chunks():
        kept: dict[int, set[tuple[str, str]]] = {row.id: set() for row in chunk}
        own = select(Facet.pilot_id, Facet.kind, Facet.value).where(Facet.pilot_id.in_(kept))
        for id, kind, value in db.session.execute(own):
            kept[id].add((kind, value))
        for row in chunk:
            if kept[row.id] != (answered := wanted(row.answers)):
                yield f"{row.uid}: facets {sorted(kept[row.id])} kept, {sorted(answered)} answered"
        classes = (
            select(PilotCountry)
            .where(PilotCountry.pilot_id.in_(kept))
            .options(joinedload(PilotCountry.pilot))
        )
        for track in db.session.scalars(classes):
            if track.amdd_class != track.answers.get("amdd_class", ""):
                yield f"{track.pilot.uid} in {track.country}: class “{track.amdd_class}” kept"


def _chunks() -> Iterator[Sequence[Any]]:
    """(id, uid, answers) of every pilot, some at a time."""
    query, last = select(Pilot.id, Pilot.uid, Pilot.answers).order_by(Pilot.id).limit(CHUNK), 0
    while found := db.session.execute(query.where(Pilot.id > last)).all():
        last = found[-1].id
        yield found
