"""What is read about addresses that letters do not reach, and how much mail goes out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, func, select

from cop.delivery.notice_queries import LETTERS
from cop.kernel import paging
from cop.kernel.db import db
from cop.kernel.outbox import Item
from cop.mail.bounce_models import AddressTrouble
from cop.members.models import Address, Group, Member
from cop.members.rules import State


def trouble_of(address_id: int) -> AddressTrouble | None:
    return db.session.get(AddressTrouble, address_id)


def is_stopped(address_id: int) -> bool:
    found = trouble_of(address_id)
    return found is not None and found.stopped_at is not None


def stopped(viewer: Any, id: int) -> AddressTrouble | None:
    """One that nothing is sent to; its own member sees it, and whoever mends mail."""
    found = trouble_of(id)
    if found is None or found.stopped_at is None:
        return None
    return found if viewer.roles or found.member_id == viewer.id else None


def own(viewer: Any) -> AddressTrouble | None:
    """That of the address ``viewer`` is written to."""
    first = select(func.min(Address.id)).where(Address.member_id == viewer.id).scalar_subquery()
    found = select(AddressTrouble).where(AddressTrouble.address_id == first)
    return db.session.scalar(found.where(AddressTrouble.stopped_at.is_not(None)))


def all_stopped(cursor: str = "") -> paging.Page:
    """(id, status, stopped_at, name, country, group) of addresses that nothing is sent to, the latest first."""
    listed: Any = (
        select(
            AddressTrouble.address_id.label("id"),
            AddressTrouble.status,
            AddressTrouble.stopped_at,
            Member.id.label("member_id"),
            Member.name,
            Member.country,
            Group.name.label("group"),
        )
        .join(Address, Address.id == AddressTrouble.address_id)
        .join(Member, Member.id == Address.member_id)
        .join(Group, Group.key == Member.group_key)
        .where(AddressTrouble.stopped_at.is_not(None))
    )
    return paging.read(listed, (AddressTrouble.stopped_at, AddressTrouble.address_id), cursor=cursor)


def reach() -> Sequence[Any]:
    """(group, country, people, unreached) of members who would get a seat, where some are not reached."""
    first = select(func.min(Address.id).label("id")).group_by(Address.member_id).subquery()
    lost = func.sum(case((AddressTrouble.stopped_at.is_not(None), 1), else_=0)).label("unreached")
    counted = (
        select(Group.name.label("group"), Member.country, func.count(Member.id).label("people"), lost)
        .join(Member, Member.group_key == Group.key)
        .join(Address, Address.member_id == Member.id)
        .join(first, first.c.id == Address.id)
        .outerjoin(AddressTrouble, AddressTrouble.address_id == Address.id)
        .where(Member.state == State.active.value, Group.votes)
        .group_by(Group.name, Group.order, Member.country)
        .having(lost > 0)
        .order_by(Group.order, Member.country)
    )
    return db.session.execute(counted).all()


def volume(now: datetime) -> dict[str, int]:
    """Letters that went out in the last day and week, that wait, and that failed for good."""
    letters = Item.kind.in_(LETTERS)

    def sent(days: int) -> Any:
        return func.sum(case((Item.done_at > now - timedelta(days=days), 1), else_=0))

    recent = select(sent(1).label("day"), sent(7).label("week")).where(
        letters, Item.done_at > now - timedelta(days=7)
    )
    day, week = db.session.execute(recent).one()
    waiting = select(func.count()).where(letters, Item.done_at.is_(None))
    return {"day": day or 0, "week": week or 0, "waiting": db.session.scalar(waiting) or 0}
