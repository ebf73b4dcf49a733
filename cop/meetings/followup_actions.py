"""A decision comes along from date to date until it is closed with a note, as an action does."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.kernel.actions import action, lock_row
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove
from cop.kernel.ledger import record
from cop.meetings import permits
from cop.meetings.outcome_models import Decision, DecisionEnd
from cop.meetings.taking import changed


@action(permits.may_organise, lock="decision")
def end_decision(decision: Decision, note: str, *, actor: Any, now: datetime) -> None:
    """It was carried out or replaced, as ``note`` says: it comes along to later dates no more."""
    if db.session.get(DecisionEnd, decision.id) is not None:
        raise IllegalMove(N_("This decision is closed already."))
    db.session.add(DecisionEnd(decision_id=decision.id, note=note, by_id=actor.id, at=now))
    lock_row(decision.meeting)
    changed(decision.meeting)
    audience = decision.meeting.series.space.audience
    record(
        "decision_ended",
        decision.meeting.ref,
        actor=actor,
        now=now,
        audience=audience,
        number=decision.number,
    )
