"""What is read about letters: those of the demonstration, and those that could not be sent."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from cop.delivery.transport import SentMail
from cop.kernel import paging
from cop.kernel.db import db
from cop.kernel.outbox import TROUBLED, Item
from cop.members.models import Member


def sent(cursor: str = "") -> paging.Page:
    """The demonstration's mail, newest first."""
    listed = select(SentMail.id, SentMail.at, SentMail.to, SentMail.subject)
    return paging.read(listed, (SentMail.id,), cursor=cursor)


def sent_mail(_viewer: Any, id: int) -> SentMail | None:
    return db.session.get(SentMail, id)


def troubled(cursor: str = "") -> paging.Page:
    """Items of the outbox that failed at least once and are not done, newest first."""
    listed = select(Item.id, Item.kind, Item.payload, Item.due, Item.attempts, Item.last_error)
    return paging.read(listed.where(TROUBLED), (Item.id,), cursor=cursor)


def recipients(rows: Any) -> dict[int, str]:
    """The names of the members to whom the letters among ``rows`` go."""
    ids = {row.payload["to"] for row in rows if "to" in row.payload}
    return dict(db.session.execute(select(Member.id, Member.name).where(Member.id.in_(ids))).all())


def troubled_item(viewer: Any, id: int) -> Item | None:
    if not viewer.roles:
        return None
    return db.session.scalar(select(Item).where(Item.id == id, Item.done_at.is_(None), Item.last_error != ""))
