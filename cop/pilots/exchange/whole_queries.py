"""Pilots with everything that their record holds, many at once: as few queries for a hundred as for one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from cop.kernel.db import db
from cop.pilots.after_models import Aftermath, Amendment
from cop.pilots.models import Event, Pilot, PilotCountry, Reason


@dataclass
class Beside:
    """What stands beside a pilot. ``reasons`` by the number of their event, as strings: they become JSON."""

    events: list[Any] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    amendments: list[Amendment] = field(default_factory=list)
    aftermaths: list[Aftermath] = field(default_factory=list)


def pilots(ids: Sequence[int]) -> list[Pilot]:
    """In the order of ``ids``, with tracks, criteria and team; the caller knows that they may be seen."""
    parts = (selectinload(PilotCountry.conditions), selectinload(PilotCountry.sites))
    whole = select(Pilot).where(Pilot.id.in_(ids)).options(selectinload(Pilot.tracks).options(*parts))
    whole = whole.options(selectinload(Pilot.editors), selectinload(Pilot.metrics))
    found = {pilot.id: pilot for pilot in db.session.scalars(whole)}
    return [found[id] for id in ids if id in found]


def beside(ids: Sequence[int], inside: Collection[int]) -> dict[int, Beside]:
    """By pilot. ``inside``: of which of them the reader reads words that are not for everyone."""
    found = {id: Beside() for id in ids}
    for event in _events(ids):
        found[event.pilot_id].events.append(event)
    open_to = or_(Reason.public, Reason.pilot_id.in_(inside))
    said = select(Reason.pilot_id, Reason.seq, Reason.text).where(Reason.pilot_id.in_(ids), open_to)
    for pilot, seq, text in db.session.execute(said.order_by(Reason.pilot_id, Reason.seq)):
        found[pilot].reasons[str(seq)] = text
    for one in db.session.scalars(
        select(Amendment).where(Amendment.pilot_id.in_(ids)).order_by(Amendment.id)
    ):
        found[one.pilot_id].amendments.append(one)
    told = select(Aftermath).where(Aftermath.pilot_id.in_(ids)).order_by(Aftermath.day, Aftermath.id)
    for one_told in db.session.scalars(told):
        found[one_told.pilot_id].aftermaths.append(one_told)
    return found


def _events(ids: Sequence[int]) -> Iterable[Any]:
    columns = (
        Event.pilot_id,
        Event.seq,
        Event.at,
        Event.kind,
        Event.country,
        Event.data,
        Event.prev,
        Event.hash,
    )
    chain = select(*columns).where(Event.pilot_id.in_(ids)).order_by(Event.pilot_id, Event.seq)
    return db.session.execute(chain)
