"""A member gets a calendar address, another one, or none."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from cop.calendars import queries
from cop.calendars.models import CalendarFeed
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.keys import hashed
from cop.kernel.ledger import NOBODY, record
from cop.members.models import Member
from cop.members.permits import may_keep_account


@action(may_keep_account, lock="member")
def make_address(member: Member, *, actor: Any, now: datetime) -> str:
    """The secret part of a new address, told this once; the address before opens nothing any more."""
    secret = secrets.token_urlsafe(32)
    feed = queries.feed_of(member)
    if feed is None:
        db.session.add(CalendarFeed(member_id=member.id, hash=hashed(secret), at=now))
    else:
        feed.hash, feed.at = hashed(secret), now
    record("calendar_address_made", member.ref, actor=actor, now=now, audience=NOBODY)
    return secret


@action(may_keep_account, lock="member")
def revoke_address(member: Member, *, actor: Any, now: datetime) -> None:
    """The member's calendar address opens nothing any more."""
    if feed := queries.feed_of(member):
        db.session.delete(feed)
    record("calendar_address_revoked", member.ref, actor=actor, now=now, audience=NOBODY)
