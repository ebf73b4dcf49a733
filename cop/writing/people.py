"""Who can be named in a text: members in force who may read the place it is written in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select

from cop.kernel import clock, text
from cop.kernel.db import db
from cop.kernel.refs import ref
from cop.members.models import Group, Member, RoleGrant
from cop.members.people_queries import IN_FORCE_NOW
from cop.spaces.models import Space, SpaceMember

FEW = 8
LONGEST = 80


def reads(space_id: int) -> ColumnElement[bool]:
    """Condition on Member, as ``spaces.visibility.visible_to`` answers for each: who may read the space."""
    open_ = exists(select(Space.id).where(Space.id == space_id, Space.visibility != "restricted"))
    own = exists(
        select(SpaceMember.id).where(SpaceMember.space_id == space_id, SpaceMember.member_id == Member.id)
    )
    in_office = exists(
        select(RoleGrant.id).where(
            RoleGrant.member_id == Member.id,
            RoleGrant.role == "officer",
            or_(RoleGrant.until.is_(None), RoleGrant.until > clock.lately()),
        )
    )
    return IN_FORCE_NOW & or_(open_, own, in_office)


def called(slugs: set[str], space_id: int) -> dict[str, str]:
    """Refs of those who can be named, by the last part of their page's address."""
    if not slugs:
        return {}
    found = select(Member.slug, Member.id).where(Member.slug.in_(slugs), reads(space_id))
    return {slug: ref("member", id) for slug, id in db.session.execute(found)}


def suggested(typed: str, space_id: int) -> Sequence[Any]:
    """(slug, name, group, country) of a few who can be named and one of whose names begins as ``typed`` does."""
    key = text.sort_key(" ".join(typed[:LONGEST].replace("-", " ").split()))
    begins = or_(
        Member.sort_name.startswith(key, autoescape=True),
        Member.sort_name.contains(f" {key}", autoescape=True),
    )
    listed = select(Member.slug, Member.name, Group.name.label("group"), Member.country)
    listed = listed.join(Group, Group.key == Member.group_key).where(begins, reads(space_id))
    return db.session.execute(listed.order_by(Member.sort_name, Member.id).limit(FEW)).all() if key else []
