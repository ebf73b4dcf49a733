"""The stewards of each group."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from cop.admission.models import Steward
from cop.kernel.db import db
from cop.members.models import Group, Member
from cop.members.rules import IN_FORCE

MOST = 500


def all_held() -> list[Any]:
    """Everyone who is a steward now, by group and name: (id, may_approve, since, group, name, slug, country)."""
    held = (
        select(Steward.id, Steward.may_approve, Steward.since, Group.name.label("group"))
        .add_columns(Member.name, Member.slug, Member.country)
        .join(Member, Member.id == Steward.member_id)
        .join(Group, Group.key == Steward.group_key)
        .where(Steward.until.is_(None), Member.group_key == Steward.group_key, Member.state.in_(IN_FORCE))
    )
    return list(db.session.execute(held.order_by(Group.order, Member.sort_name, Member.id).limit(MOST)))


def steward(viewer: Any, id: int) -> Steward | None:
    """One who is a steward now, for officers."""
    if "officer" not in viewer.roles:
        return None
    return db.session.scalar(select(Steward).where(Steward.id == id, Steward.until.is_(None)))


def held_by(member: Member) -> Steward | None:
    mine = (
        (Steward.member_id == member.id) & (Steward.group_key == member.group_key) & Steward.until.is_(None)
    )
    return db.session.scalar(select(Steward).where(mine))


def of_group(group: str) -> list[int]:
    """Ids of the members who are its stewards now."""
    held = (
        select(Steward.member_id)
        .join(Member, Member.id == Steward.member_id)
        .where(Steward.group_key == group, Steward.until.is_(None))
        .where(Member.group_key == group, Member.state.in_(IN_FORCE))
    )
    return list(db.session.scalars(held.order_by(Steward.id)))
