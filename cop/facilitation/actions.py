"""The weekly note, and whether one wants it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from cop.facilitation import permits
from cop.facilitation.models import Quiet, Week
from cop.kernel.actions import action, upkeep
from cop.kernel.db import db
from cop.kernel.ledger import NOBODY, record


@action(permits.by_the_clock)
def note_week(week: date, *, actor: Any, now: datetime) -> None:
    """Once a week facilitators are told what needs a hand."""
    db.session.add(Week(monday=week, at=now))
    record("week_noted", f"week:{week:%Y%m%d}", actor=actor, now=now, audience=NOBODY)


@upkeep(permits.may_tend)
def choose_note(_none: None, wanted: bool, *, actor: Any, now: datetime) -> None:
    quiet = db.session.get(Quiet, actor.id)
    if quiet is not None and wanted:
        db.session.delete(quiet)
    if quiet is None and not wanted:
        db.session.add(Quiet(member_id=actor.id))
