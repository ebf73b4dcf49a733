"""Spaces and the people in them, as far as a viewer may see them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from cop.kernel import clock, paging, text
from cop.kernel.db import db
from cop.kernel.errors import N_, Invalid
from cop.kernel.refs import Resolved, ref
from cop.members.models import Address, Group, Member, RoleGrant
from cop.members.rules import IN_FORCE
from cop.spaces.models import Space, SpaceMember
from cop.spaces.visibility import visible_to


def by_slug(viewer: Any, slug: str) -> Space | None:
    return db.session.scalar(select(Space).where(Space.slug == slug, visible_to(viewer)))


def all_visible(viewer: Any) -> list[Space]:
    listed = select(Space).where(visible_to(viewer), Space.archived_at.is_(None))
    return list(db.session.scalars(listed.order_by(Space.order, Space.id)))


def resolved(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    for space in db.session.scalars(select(Space).where(Space.id.in_(ids), visible_to(viewer))):
        address = url_for("spaces.space", slug=space.slug)
        yield Resolved(ref("space", space.id), "space", space.title, address)


def _people(space: Space, *what: Any) -> Any:
    query = select(*what).where(Member.state.in_(IN_FORCE)).order_by(Member.sort_name, Member.id)
    if space.visibility == "restricted":
        own = select(SpaceMember.member_id).where(SpaceMember.space_id == space.id)
        query = query.where(Member.id.in_(own))
    return query


def people(space: Space) -> list[Member]:
    """Members in force who may read the space, by name: a restricted space's own people, otherwise all members."""
    return list(db.session.scalars(_people(space, Member)))


def people_ids(space: Space) -> set[int]:
    """The same by their ids alone: thousands are told of something without being read whole."""
    return set(db.session.scalars(_people(space, Member.id)))


def places(space: Space, cursor: str) -> paging.Page:
    """Those who were put into the space, by name: (SpaceMember.id, facilitator, name, country, group, sort_name)."""
    listed: Any = (
        select(
            SpaceMember.id,
            SpaceMember.facilitator,
            Member.sort_name,
            Member.id.label("member_id"),
            Member.name,
            Member.country,
            Group.name.label("group"),
        )
        .join(Member, Member.id == SpaceMember.member_id)
        .join(Group, Group.key == Member.group_key)
        .where(SpaceMember.space_id == space.id, Member.state.in_(IN_FORCE))
    )
    return paging.read(listed, (Member.sort_name, SpaceMember.id), cursor=cursor, descending=False)


def facilitators(space: Space) -> list[str]:
    """Names of those who keep the space in order."""
    named = (
        select(Member.name)
        .join(SpaceMember, SpaceMember.member_id == Member.id)
        .where(SpaceMember.space_id == space.id, SpaceMember.facilitator, Member.state.in_(IN_FORCE))
    )
    return list(db.session.scalars(named.order_by(Member.sort_name, Member.id)))


def place(viewer: Any, id: int) -> SpaceMember | None:
    """One person's place, in a space that ``viewer`` may see."""
    return db.session.scalar(
        select(SpaceMember)
        .join(Space, Space.id == SpaceMember.space_id)
        .where(SpaceMember.id == id, visible_to(viewer))
    )


def slug_of(place: SpaceMember) -> str:
    return db.session.scalars(select(Space.slug).where(Space.id == place.space_id)).one()


def place_of(member: Member, space: Space) -> SpaceMember | None:
    pick = select(SpaceMember).where(SpaceMember.space_id == space.id, SpaceMember.member_id == member.id)
    return db.session.scalar(pick)


def member_called(words: str) -> Member:
    """The one member in force of that name, e-mail address or profile name. Raises Invalid at ``person``."""
    wanted = words.casefold().strip()
    by_address = select(Address.member_id).where(Address.key == wanted)
    said = or_(Member.sort_name == text.sort_key(wanted), Member.slug == wanted, Member.id.in_(by_address))
    found = list(db.session.scalars(select(Member).where(said, Member.state.in_(IN_FORCE)).limit(2)))
    if len(found) == 1:
        return found[0]
    if found:
        message = N_("Several members are called “%(words)s”. Give the e-mail address of the one you mean.")
    else:
        message = N_("No member is called “%(words)s”. Give the full name or the e-mail address.")
    raise Invalid(message, field="person", words=words)


def votes_in(space: Space, state: str = "active") -> ColumnElement[bool]:
    """Condition on Member: active, may vote, of a group that votes, in the space. Who meets it gets a seat.

    With ``state`` "paused": who would get one if they did not pause.
    """
    now = clock.now()
    in_office = exists().where(
        RoleGrant.member_id == Member.id, or_(RoleGrant.until.is_(None), RoleGrant.until > now)
    )
    of_voting_group = exists().where(Group.key == Member.group_key, Group.votes)
    meets = and_(Member.state == state, of_voting_group, func.coalesce(Member.votes, ~in_office))
    if space.visibility != "restricted":
        return meets
    own = exists().where(SpaceMember.space_id == space.id, SpaceMember.member_id == Member.id)
    return and_(meets, own)


def electorate(space: Space) -> list[Member]:
    """Those who get a seat, by group and country."""
    query = select(Member).where(votes_in(space)).order_by(Member.group_key, Member.country, Member.id)
    return list(db.session.scalars(query))
