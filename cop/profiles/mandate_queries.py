"""Verified regulators: whose mandate holds, or held when they spoke. One question however many people are asked about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select

from cop.kernel import paging
from cop.kernel.db import db
from cop.members.models import Mandate, Member
from cop.members.people_queries import IN_FORCE_NOW, in_force
from cop.profiles.mandate_rules import REMINDERS

Mandates = dict[int, list[Any]]
"""By member: rows of id, authority, country, since, until and ended_at, the first recorded first."""


def _of(ids: Iterable[int]) -> Select[Any]:
    columns = (Mandate.id, Mandate.member_id, Mandate.authority, Mandate.country)
    times = (Mandate.since, Mandate.until, Mandate.ended_at)
    found: Any = select(*columns, *times)
    return found.where(Mandate.member_id.in_(set(ids))).order_by(Mandate.id)


def _by_member(query: Select[Any]) -> Mandates:
    found: Mandates = {}
    for row in db.session.execute(query):
        found.setdefault(row.member_id, []).append(row)
    return found


def in_force_of(ids: Iterable[int], now: datetime) -> Mandates:
    """The mandates in force now of these members; who has none is left out."""
    return _by_member(_of(ids).where(in_force(now)))


def ever_of(ids: Iterable[int]) -> Mandates:
    """All mandates that these members ever had, for ``held``."""
    return _by_member(_of(ids))


def held(mandates: Mandates, member_id: int | None, at: datetime) -> list[Any]:
    """Those of a member's that were in force at ``at``: what a person said then was said under them."""
    return [
        one
        for one in mandates.get(member_id or 0, [])
        if one.since <= at < one.until and (one.ended_at is None or at < one.ended_at)
    ]


def by_end(cursor: str = "") -> paging.Page:
    """The mandates that were not ended, of members in force, those that run out first at the top."""
    listed: Any = select(
        Mandate.id,
        Mandate.authority,
        Mandate.country,
        Mandate.since,
        Mandate.until,
        Member.name,
        Member.id.label("member_id"),
    ).join(Member, Member.id == Mandate.member_id)
    listed = listed.where(Mandate.ended_at.is_(None), IN_FORCE_NOW)
    return paging.read(listed, (Mandate.until, Mandate.id), cursor=cursor, descending=False)


def _ending(now: datetime) -> Any:
    return Mandate.ended_at.is_(None) & (Mandate.until <= now + timedelta(days=max(REMINDERS)))


def due(now: datetime) -> list[Mandate]:
    """Those that have run out, or do within the time of the reminders."""
    return list(db.session.scalars(select(Mandate).where(_ending(now)).order_by(Mandate.id)))


def ending(now: datetime) -> tuple[int, datetime | None]:
    """How many mandates of members in force run out within the time of the reminders, and when the first does."""
    counted = select(func.count(), func.min(Mandate.until)).join(Member, Member.id == Mandate.member_id)
    number, first = db.session.execute(counted.where(_ending(now), IN_FORCE_NOW)).one()
    return number, first


def renewable(viewer: Any, id: int) -> Mandate | None:
    """A mandate, for the secretariat."""
    return db.session.get(Mandate, id) if viewer.roles else None


def holder(id: int) -> int | None:
    """The id of the member whose mandate it is."""
    return db.session.scalar(select(Mandate.member_id).where(Mandate.id == id))
