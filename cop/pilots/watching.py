"""Asking the other countries when one suspends, in the caller's transaction; and what is read of that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from cop.kernel.db import db
from cop.pilots.exchange.import_models import Origin
from cop.pilots.flags import WATCHED
from cop.pilots.models import Pilot, PilotCountry
from cop.pilots.rules import State
from cop.pilots.watch_models import Review

CHUNK = 500


def ask_others(pilot: Pilot, suspended: Iterable[PilotCountry], now: datetime) -> None:
    """Each country in which the pilot is still active is asked about each one that has just stopped it."""
    active = [track for track in pilot.tracks if track.at is State.ACTIVE]
    for stopped in suspended:
        db.session.add_all(Review(track_id=t.id, about=stopped.country, asked_at=now) for t in active)


def reviews(pilot: Pilot) -> Sequence[Review]:
    """What countries were asked and answered, oldest first."""
    asked = select(Review).join(Review.track).where(PilotCountry.pilot_id == pilot.id)
    return db.session.scalars(asked.order_by(Review.id)).all()


def tracks_watched() -> Iterator[PilotCountry]:
    """Every track on which something can be late, some at a time. What is recorded from elsewhere is watched there."""
    here = PilotCountry.pilot_id.not_in(select(Origin.pilot_id))
    watched = select(PilotCountry).where(PilotCountry.state.in_(WATCHED), here)
    query = watched.order_by(PilotCountry.id).limit(CHUNK)
    load: Any = (selectinload(PilotCountry.conditions), selectinload(PilotCountry.pilot))
    last = 0
    while found := list(db.session.scalars(query.where(PilotCountry.id > last).options(*load))):
        last = found[-1].id
        yield from found
