"""Who could speak for a country in a group, and who does."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import aliased

from cop.ballots.seats import Delegation
from cop.kernel.db import db, is_postgresql
from cop.members.models import Group, Member
from cop.members.rules import State

MOST_OFFERED = 200


def delegation(group: str, country: str, lock: bool = False) -> Delegation | None:
    """Who speaks for the pair; ``lock`` holds the row for the caller's transaction."""
    of_pair = select(Delegation).where(Delegation.group_key == group, Delegation.country == country)
    return db.session.scalar(of_pair.with_for_update() if lock and is_postgresql() else of_pair)


def _may_speak() -> ColumnElement[bool]:
    return (Member.state == State.active.value) & exists().where(Group.key == Member.group_key, Group.votes)


def voters_of(group: str, country: str) -> list[tuple[int, str]]:
    """(id, name) of the active members of a voting group in a country, by name."""
    of_pair = (Member.group_key == group) & (Member.country == country)
    listed = select(Member.id, Member.name).where(of_pair, _may_speak()).order_by(Member.sort_name, Member.id)
    return [(id, name) for id, name in db.session.execute(listed.limit(MOST_OFFERED))]


def delegations() -> list[Any]:
    """Each pair that has voting members: group_key, country, people, and the names of head and alternate."""
    head, alternate = aliased(Member), aliased(Member)
    pairs = (
        select(Member.group_key, Member.country, func.count().label("people"))
        .where(_may_speak())
        .group_by(Member.group_key, Member.country)
        .subquery()
    )
    of_pair = (Delegation.group_key == pairs.c.group_key) & (Delegation.country == pairs.c.country)
    listed = (
        select(pairs, head.name.label("head"), alternate.name.label("alternate"))
        .outerjoin(Delegation, of_pair)
        .outerjoin(head, head.id == Delegation.head_id)
        .outerjoin(alternate, alternate.id == Delegation.alternate_id)
        .order_by(pairs.c.group_key, pairs.c.country)
    )
    return list(db.session.execute(listed))
