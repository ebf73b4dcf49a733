"""Everything that is written about spaces."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from cop.kernel import text
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Stale
from cop.kernel.ledger import MEMBERS, PUBLIC, record
from cop.members.models import Member
from cop.spaces import group_rules, queries
from cop.spaces.models import Space, SpaceMember
from cop.spaces.permits import may_create, may_manage

TAKEN_BY_PAGES = {"new", "people", "requests", "invitations"}


@action(may_create)
def create_space(title: str, mandate: str, visibility: str, *, actor: Any, now: datetime) -> Space:
    space = Space(slug=_free_slug(title), title=title, mandate=mandate, visibility=visibility, created_at=now)
    db.session.add(space)
    db.session.flush()
    record("space_created", space.ref, actor=actor, now=now, audience=space.audience)
    return space


def _free_slug(title: str) -> str:
    wished = text.slug(title, "space")
    taken = {*db.session.scalars(select(Space.slug).where(Space.slug.startswith(wished))), *TAKEN_BY_PAGES}
    tries = (wished, *(f"{wished}-{number}" for number in range(2, len(taken) + 3)))
    return next(slug for slug in tries if slug not in taken)


@action(may_manage, lock="space")
def edit_space(
    space: Space, title: str, mandate: str, visibility: str, version: int, *, actor: Any, now: datetime
) -> Space:
    """Raises Stale when the space was edited after ``version``. Its address stays."""
    if space.version != version:
        raise Stale(
            N_("Someone changed the space while you wrote. Compare, then send again."),
            theirs=f"{space.title}\n\n{space.mandate}",
            version=space.version,
        )
    group_rules.demand_reachable(visibility, space.joining)
    widest = PUBLIC if PUBLIC in (space.visibility, visibility) else MEMBERS
    space.title, space.mandate, space.visibility = title, mandate, visibility
    space.version += 1
    record("space_edited", space.ref, actor=actor, now=now, audience=widest)
    return space


@action(may_manage, lock="space")
def archive_space(space: Space, *, actor: Any, now: datetime) -> None:
    """Nothing can be written in it any more; what is there stays readable."""
    if space.archived_at is not None:
        raise IllegalMove(N_("The space is archived already."))
    space.archived_at, space.version = now, space.version + 1
    record("space_archived", space.ref, actor=actor, now=now, audience=space.audience)


@action(may_manage, lock="space")
def reopen_space(space: Space, *, actor: Any, now: datetime) -> None:
    if space.archived_at is None:
        raise IllegalMove(N_("The space is open already."))
    space.archived_at, space.version = None, space.version + 1
    record("space_reopened", space.ref, actor=actor, now=now, audience=space.audience)


@action(may_manage, lock="space")
def add_person(space: Space, member: Member, *, actor: Any, now: datetime) -> SpaceMember:
    """Adding twice changes nothing."""
    if place := queries.place_of(member, space):
        return place
    place = SpaceMember(space_id=space.id, member_id=member.id, since=now)
    db.session.add(place)
    db.session.flush()
    record("space_person_added", space.ref, actor=actor, now=now, member=member.id)
    return place


@action(may_manage)
def remove_person(place: SpaceMember, *, actor: Any, now: datetime) -> None:
    record("space_person_removed", f"space:{place.space_id}", actor=actor, now=now, member=place.member_id)
    db.session.delete(place)


@action(may_manage, lock="place")
def appoint_facilitator(place: SpaceMember, *, actor: Any, now: datetime) -> None:
    place.facilitator = True
    record("facilitator_appointed", f"space:{place.space_id}", actor=actor, now=now, member=place.member_id)


@action(may_manage, lock="place")
def release_facilitator(place: SpaceMember, *, actor: Any, now: datetime) -> None:
    place.facilitator = False
    record("facilitator_released", f"space:{place.space_id}", actor=actor, now=now, member=place.member_id)
