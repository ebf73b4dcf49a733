"""Incidents as search finds them: by members from their rung on; by everyone as the digest says."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from cop.incidents import choices
from cop.incidents.models import Incident
from cop.incidents.rules import Level as Rung
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.seeking import Found, Level, Source, after

SHARED = ("narrative", "output", "expected", "did_next", "containment", "root_cause", "subgroup")


def _incidents(ids: list[int]) -> Iterable[Found]:
    asked = select(Incident).where(Incident.id.in_(ids), Incident.level >= Rung.MEMBERS)
    for one in db.session.scalars(asked):
        public = one.level >= Rung.PUBLIC
        body = one.lesson if public else " ".join(getattr(one, key) for key in SHARED)
        title = f"{one.uid} {choices.KINDS[one.kind]}: {one.product}"
        level = Level.PUBLIC if public else Level.MEMBERS
        yield Found(one.ref, title, body, one.reported_at, level, country=one.country)


SOURCES = {
    "incident": Source(
        N_("Report of an incident"), N_("Reports of incidents"), _incidents, after(Incident.id)
    )
}
