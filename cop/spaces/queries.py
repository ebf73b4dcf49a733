"""Which spaces a person may see, as one SQL condition; what lies in a space asks it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, true

from cop.kernel import clock
from cop.kernel.db import db
from cop.members.models import Group, Member, RoleGrant
from cop.members.rules import IN_FORCE
from cop.spaces.models import Space, SpaceMember


def belongs(viewer: Any, facilitator: bool = False) -> ColumnElement[bool]:
    """The space has ``viewer`` among its people (as facilitator, if told so)."""
    mine = select(SpaceMember.id).where(SpaceMember.space_id == Space.id, SpaceMember.member_id == viewer.id)
    return exists(mine.where(SpaceMember.facilitator) if facilitator else mine)


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Condition on Space: what ``viewer`` may read. Officers see every space; administrators have no such right."""
    if not viewer.is_member:
        return Space.visibility == "public"
    if "officer" in viewer.roles:
        return true()
    return or_(Space.visibility.in_(("public", "members")), belongs(viewer))


def by_slug(viewer: Any, slug: str) -> Space | None:
    return db.session.scalar(select(Space).where(Space.slug == slug, visible_to(viewer)))


def all_visible(viewer: Any) -> list[Space]:
    listed = select(Space).where(visible_to(viewer), Space.archived_at.is_(None))
    return list(db.session.scalars(listed.order_by(Space.order, Space.id)))


def is_facilitator(viewer: Any, space_id: int) -> bool:
    return db.session.scalar(select(Space.id).where(Space.id == space_id, belongs(viewer, True))) is not None


def may_enter(viewer: Any, space_id: int) -> bool:
    """Whether ``viewer`` may read what lies in the space."""
    return db.session.scalar(select(Space.id).where(Space.id == space_id, visible_to(viewer))) is not None


def people(space: Space) -> list[Member]:
    """Members in force who may read the space, by name: a restricted space's own people, otherwise all members."""
    query = select(Member).where(Member.state.in_(IN_FORCE)).order_by(Member.sort_name, Member.id)
    if space.visibility == "restricted":
        own = select(SpaceMember.member_id).where(SpaceMember.space_id == space.id)
        query = query.where(Member.id.in_(own))
    return list(db.session.scalars(query))


def votes_in(space: Space) -> ColumnElement[bool]:
    """Condition on Member: active, may vote, of a group that votes, in the space. Who meets it gets a seat."""
    now = clock.now()
    in_office = exists().where(
        RoleGrant.member_id == Member.id, or_(RoleGrant.until.is_(None), RoleGrant.until > now)
    )
    of_voting_group = exists().where(Group.key == Member.group_key, Group.votes)
    meets = and_(Member.state == "active", of_voting_group, func.coalesce(Member.votes, ~in_office))
    if space.visibility != "restricted":
        return meets
    own = exists().where(SpaceMember.space_id == space.id, SpaceMember.member_id == Member.id)
    return and_(meets, own)


def electorate(space: Space) -> list[Member]:
    """Those who get a seat, by group and country."""
    query = select(Member).where(votes_in(space)).order_by(Member.group_key, Member.country, Member.id)
    return list(db.session.scalars(query))
