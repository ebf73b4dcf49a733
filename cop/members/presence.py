"""When somebody was here last: used the site, or did something, by mail too. One place for whoever asks.

A letter that arrived or was opened says nothing, nor does what a mail program does by itself; what a member answers, asks
for or decides by mail stands in the ledger under that member's name, whichever way it came.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Text, cast, exists, func, literal, or_, select

from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.members.models import Member, Session


def last_here(member: Member) -> datetime | None:
    used = select(func.max(Session.used)).where(Session.member_id == member.id)
    acted = select(Entry.at).where(Entry.actor == member.ref).order_by(Entry.id.desc()).limit(1)
    return max((at for at in (db.session.scalar(used), db.session.scalar(acted)) if at), default=None)


def here_since(moment: datetime) -> ColumnElement[bool]:
    """Condition on Member."""
    used = exists().where(Session.member_id == Member.id, Session.used > moment)
    acted = exists().where(Entry.actor == literal("member:") + cast(Member.id, Text), Entry.at > moment)
    return or_(used, acted)
