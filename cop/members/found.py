"""People as search finds them: members by members, by name alone; what else a profile shows is its owner's to say."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.seeking import Found, Level, Source, after
from cop.members.models import Member
from cop.members.people_queries import IN_FORCE_NOW


def _members(ids: list[int]) -> Iterable[Found]:
    for one in db.session.scalars(select(Member).where(Member.id.in_(ids), IN_FORCE_NOW)):
        at = one.active_at or one.registered_at
        yield Found(one.ref, one.name, "", at, Level.MEMBERS, group=one.group_key, country=one.country)


SOURCES = {"member": Source(N_("Member"), N_("Members"), _members, after(Member.id))}
