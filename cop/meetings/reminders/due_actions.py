"""The owner of an action is reminded by the clock."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.ledger import NOBODY, record
from cop.meetings import permits
from cop.meetings.outcomes.models import ActionItem
from cop.meetings.reminders import due_queries
from cop.meetings.reminders.models import OwnerReminded


@action(permits.by_the_clock, lock="item")
def remind_owner(item: ActionItem, key: str, *, actor: Any, now: datetime) -> None:
    """``key``: "before" or "after" the day. Once each, and none of what was closed meanwhile."""
    if item.state == "open" and (item.id, key) not in due_queries.sent([item]):
        db.session.add(OwnerReminded(action_id=item.id, key=key))
        facts = {"action": item.id, "owner": item.owner_id}
        record("owner_reminded", item.meeting.ref, actor=actor, now=now, audience=NOBODY, **facts)
