"""Files of pilots: what a steward brought, and which of their pilots are here already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from cop.intake.checking import Checked
from cop.intake.limits import BATCH
from cop.intake.lists import Row
from cop.kernel import paging
from cop.kernel.db import db
from cop.members import countries
from cop.pilots.exchange.cells import Plan
from cop.pilots.exchange.checking import check, known
from cop.pilots.exchange.entries import Mode
from cop.pilots.exchange.import_models import Origin, PilotImport
from cop.pilots.models import Pilot


def imports(cursor: str = "") -> paging.Page:
    """Newest first."""
    listed = select(PilotImport).options(joinedload(PilotImport.by))
    return paging.read(listed, (PilotImport.id,), cursor=cursor)


def job(viewer: Any, id: int) -> PilotImport | None:
    if "officer" not in viewer.roles:
        return None
    return db.session.scalar(
        select(PilotImport).where(PilotImport.id == id).options(joinedload(PilotImport.by))
    )


def plan_of(heads: Sequence[str], mode: Mode, now: datetime) -> Plan:
    columns = {name: place for place, name in enumerate(heads)}
    return Plan(columns, len(heads), mode, frozenset(countries.codes()), now)


def checked(rows: Iterable[Row], plan: Plan) -> list[Checked]:
    """Each row held against what a pilot is, against those before it, and against which pilots are here."""
    found = list(check(rows, plan))
    here: set[str] = set()
    for start in range(0, len(found), BATCH):
        uids = [one.found.uid for one in found[start : start + BATCH] if one.found and one.found.uid]
        here |= set(db.session.scalars(select(Pilot.uid).where(Pilot.uid.in_(uids))))
    return [known(one, plan, here) for one in found]


def origin(pilot: Pilot) -> Origin | None:
    """The document that a pilot is recorded from; None of one that was registered here."""
    return db.session.scalar(select(Origin).where(Origin.pilot_id == pilot.id))
