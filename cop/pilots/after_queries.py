"""What is read of changed promises and of what came after."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from cop.kernel.db import db
from cop.pilots.after_models import Aftermath, Amendment
from cop.pilots.models import Pilot


def amendments(pilot: Pilot) -> Sequence[Amendment]:
    """Oldest first."""
    found = select(Amendment).where(Amendment.pilot_id == pilot.id)
    return db.session.scalars(found.order_by(Amendment.id)).all()


def aftermaths(pilot: Pilot) -> Sequence[Aftermath]:
    """By day."""
    found = select(Aftermath).where(Aftermath.pilot_id == pilot.id)
    return db.session.scalars(found.order_by(Aftermath.day, Aftermath.id)).all()
