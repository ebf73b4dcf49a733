"""Pilots as search finds them, by what everyone reads of one: approved ones by all, submitted ones by members."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.seeking import Found, Level, Source, after
from cop.pilots import dossier
from cop.pilots.fields import Kind, Seen
from cop.pilots.gates import answers_of
from cop.pilots.models import Pilot

WORDS = frozenset({Kind.LINE, Kind.PROSE})
SAID = [
    field.key
    for stage in dossier.STAGES.values()
    for field in stage.fields
    if field.kind in WORDS and field.seen is Seen.PUBLIC and field.key != "title"
]


def _pilots(ids: list[int]) -> Iterable[Found]:
    asked = select(Pilot).where(Pilot.id.in_(ids), Pilot.submitted_at.is_not(None))
    for pilot in db.session.scalars(asked):
        have = answers_of(pilot)
        body = " ".join(str(have[key]) for key in SAID if have.get(key))
        level = Level.PUBLIC if pilot.public_at else Level.MEMBERS
        yield Found(pilot.ref, f"{pilot.title} {pilot.uid}", body, pilot.registered_at, level)


SOURCES = {"pilot": Source(N_("Pilot"), N_("Pilots"), _pilots, after(Pilot.id))}
