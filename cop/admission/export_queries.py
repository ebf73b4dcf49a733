"""Everyone on record, as an officer may see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from cop.kernel import words
from cop.kernel.db import db
from cop.members.models import Address, Group, Member, Organisation, RoleGrant
from cop.members.people_queries import regulator
from cop.members.rules import State

ON_RECORD = (State.awaiting, State.active, State.paused, State.suspended)


def columns() -> list[str]:
    named = (_("Name"), _("E-mail"), _("Organisation"), _("Group"), _("Country"), _("State"), _("Roles"))
    return [
        *named,
        _("Verified regulator"),
        _("Languages"),
        _("Time zone"),
        _("Asked to join"),
        _("Member since"),
    ]


def rows(now: datetime) -> Iterator[Sequence[str]]:
    """By name: the cells under ``columns``; days as YYYY-MM-DD."""
    roles = _roles(now)
    for one in db.session.execute(_everyone(now)):
        days = [day.date().isoformat() if day else "" for day in (one.registered_at, one.active_at)]
        about = (one.name, one.email, one.organisation, _(one.group), words.country(one.country), one.state)
        more = (_("yes") if one.regulator else "", " ".join(one.languages), one.zone)
        yield (*about, " ".join(roles.get(one.id, ())), *more, *days)


def _roles(now: datetime) -> dict[int, list[str]]:
    """The roles in force, by member: few hold one."""
    held = RoleGrant.until.is_(None) | (RoleGrant.until > now)
    found: dict[int, list[str]] = {}
    for id, role in db.session.execute(select(RoleGrant.member_id, RoleGrant.role).where(held)):
        found.setdefault(id, []).append(role)
    return found


def _everyone(now: datetime) -> Any:
    any_ = aliased(Address)
    first = select(func.min(any_.id)).where(any_.member_id == Member.id).correlate(Member).scalar_subquery()
    return (
        select(Member.id, Member.name, Member.state, Member.country, Member.languages, Member.zone)
        .add_columns(Member.registered_at, Member.active_at, regulator(now).label("regulator"))
        .add_columns(Address.email, Group.name.label("group"), Organisation.name.label("organisation"))
        .select_from(Member)
        .join(Address, Address.id == first)
        .join(Group, Group.key == Member.group_key)
        .join(Organisation, Organisation.id == Member.organisation_id)
        .where(Member.state.in_([state.value for state in ON_RECORD]))
        .order_by(Member.sort_name, Member.id)
    )
