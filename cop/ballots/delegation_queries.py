"""Who could speak for a country in a group, and who does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import aliased, joinedload

from cop.ballots.delegation_models import DelegationTerm
from cop.ballots.delegation_rules import hindrance
from cop.ballots.seats import Delegation
from cop.kernel.db import db, is_postgresql
from cop.members.models import Group, Member
from cop.members.rules import State

MOST_OFFERED = 200
MOST_TERMS = 50


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


def in_term(today: date) -> ColumnElement[bool]:
    """Condition on Delegation: its last day, if it has one, has not passed."""
    return Delegation.until.is_(None) | (Delegation.until >= today)


def expired(today: date) -> list[Delegation]:
    return list(
        db.session.scalars(select(Delegation).where(Delegation.until < today).order_by(Delegation.id))
    )


def of_pair(_viewer: Any, group: str, country: str) -> Delegation | None:
    return delegation(group, country)


def history(group: str, country: str) -> list[DelegationTerm]:
    """Who spoke for the pair, the last first."""
    of_pair = (DelegationTerm.group_key == group) & (DelegationTerm.country == country)
    people = (joinedload(DelegationTerm.head), joinedload(DelegationTerm.alternate))
    listed = select(DelegationTerm).where(of_pair).options(*people).order_by(DelegationTerm.id.desc())
    return list(db.session.scalars(listed.limit(MOST_TERMS)))


def hindered(rows: Iterable[Any]) -> dict[int, str]:
    """Of named heads and alternates in rows of ``delegations``, what keeps each from the seat, in words."""
    places = {id: (r.group_key, r.country) for r in rows for id in (r.head_id, r.alternate_id) if id}
    people = db.session.scalars(select(Member).where(Member.id.in_(places))) if places else ()
    found = {p.id: (hindrance(p, *places[p.id]), p.name) for p in people}
    return {id: _(why, name=name) if "%" in why else _(why) for id, (why, name) in found.items() if why}


def delegations() -> list[Any]:
    """Each pair that has voting members: group_key, country, people, head and alternate (ids and names), until."""
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
        .add_columns(Delegation.head_id, Delegation.alternate_id, Delegation.until)
        .outerjoin(Delegation, of_pair)
        .outerjoin(head, head.id == Delegation.head_id)
        .outerjoin(alternate, alternate.id == Delegation.alternate_id)
        .order_by(pairs.c.group_key, pairs.c.country)
    )
    return list(db.session.execute(listed))
