"""What the secretariat reads about people: who is here, what was decided about each, what they ask for."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from cop.kernel import paging
from cop.kernel.db import db
from cop.members.models import ChangeRequest, Decision, Mandate, Member, Organisation, RoleGrant

QUEUE = 20


def accounts(state: str, cursor: str = "") -> paging.Page:
    """All accounts of a state ("" for any), by name."""
    listed: Select[Any] = (
        select(Member.id, Member.name, Member.sort_name, Member.state, Member.country)
        .add_columns(Organisation.name.label("organisation"))
        .join(Organisation, Organisation.id == Member.organisation_id)
    )
    listed = listed.where(Member.state == state) if state else listed
    return paging.read(listed, (Member.sort_name, Member.id), cursor=cursor, descending=False)


def file(viewer: Any, id: int) -> Member | None:
    """Everything the secretariat keeps about a person."""
    if not viewer.roles:
        return None
    return db.session.scalar(select(Member).where(Member.id == id).options(selectinload(Member.addresses)))


def decisions(member: Member) -> list[Any]:
    """What was decided about a member, newest first: rows of move, reason, at and by (a name)."""
    officer = aliased(Member)
    told = (
        select(Decision.id, Decision.move, Decision.reason, Decision.at, officer.name.label("by"))
        .join(officer, officer.id == Decision.by_id)
        .where(Decision.member_id == member.id)
    )
    return list(db.session.execute(told.order_by(Decision.id.desc()).limit(50)))


def grant(viewer: Any, id: int, of: int) -> RoleGrant | None:
    """The role grant ``of`` of member ``id`` that holds."""
    return _of_member(viewer, RoleGrant, id, of, RoleGrant.until.is_(None))


def mandate(viewer: Any, id: int, of: int) -> Mandate | None:
    """The mandate ``of`` of member ``id`` that was not ended."""
    return _of_member(viewer, Mandate, id, of, Mandate.ended_at.is_(None))


def _of_member(viewer: Any, kind: Any, id: int, of: int, holds: Any) -> Any:
    if not viewer.roles:
        return None
    return db.session.scalar(select(kind).where(kind.id == of, kind.member_id == id, holds))


def others_holding(role: str, member_id: int) -> int:
    """How many others in force hold the role without end. Locked, so that two cannot go at the same moment."""
    held = (RoleGrant.role == role) & RoleGrant.until.is_(None)
    rows = db.session.scalars(select(RoleGrant).where(held).order_by(RoleGrant.id).with_for_update())
    others = [grant.member_id for grant in rows if grant.member_id != member_id]
    in_force = select(func.count()).where(Member.id.in_(others), Member.state.in_(("active", "paused")))
    return db.session.scalar(in_force) or 0


def open_changes() -> list[ChangeRequest]:
    """Changes of group or country that wait for the secretariat, longest first."""
    listed = select(ChangeRequest).where(ChangeRequest.decided_at.is_(None))
    listed = listed.options(joinedload(ChangeRequest.member)).order_by(ChangeRequest.id)
    return list(db.session.scalars(listed.limit(QUEUE)))


def open_change(viewer: Any, id: int) -> ChangeRequest | None:
    if not viewer.roles:
        return None
    one = (ChangeRequest.id == id) & ChangeRequest.decided_at.is_(None)
    return db.session.scalar(select(ChangeRequest).where(one))
