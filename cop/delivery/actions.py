"""What the secretariat does about a letter that could not be sent."""

from __future__ import annotations

from datetime import datetime

from cop.delivery import permits
from cop.delivery.notice_models import Notice
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.ledger import OFFICERS, record
from cop.kernel.outbox import PUT, Item
from cop.kernel.permits import Actor


@action(permits.may_mend_mail, lock="item")
def try_again(item: Item, *, actor: Actor, now: datetime) -> None:
    """Gives an item its attempts back and makes it due now; one that was done meanwhile stays done."""
    if item.done_at is None:
        item.attempts, item.due, item.claimed_until = 0, now, None
        if notice := db.session.get(Notice, item.notice or 0):
            notice.ended_at = None  # it is counted again
        db.session.info[PUT] = True
    record("delivery_retried", f"outbox:{item.id}", actor=actor, now=now, audience=OFFICERS)
