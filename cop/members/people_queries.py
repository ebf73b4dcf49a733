"""The people whom members see, and how other features find and name them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy import ColumnElement, exists, false, or_, select, true

from cop.kernel.db import db
from cop.kernel.refs import Resolved, ref
from cop.members.models import Mandate, Member, RoleGrant
from cop.members.rules import IN_FORCE

IN_FORCE_NOW = Member.state.in_(IN_FORCE)


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Condition on Member: members see who is or was one; the secretariat also who asks to be; visitors nobody."""
    if not viewer.is_member:
        return false()
    return true() if viewer.roles else Member.active_at.is_not(None)


def regulator(now: datetime) -> ColumnElement[bool]:
    """Condition on Member: with a mandate in force."""
    return exists(select(Mandate.id).where(Mandate.member_id == Member.id, in_force(now)))


def in_force(now: datetime) -> ColumnElement[bool]:
    """Condition on Mandate: not ended and not run out."""
    return (Mandate.until > now) & Mandate.ended_at.is_(None)


def person(viewer: Any, slug: str) -> Member | None:
    return db.session.scalar(select(Member).where(Member.slug == slug, visible_to(viewer)))


def resolve(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    """Of ``member`` refs, those the viewer may see."""
    seen = select(Member.id, Member.name, Member.slug).where(Member.id.in_(ids), visible_to(viewer))
    for id, name, slug in db.session.execute(seen):
        yield Resolved(ref("member", id), "member", name, url_for("people.person", slug=slug))


def names(ids: Iterable[int]) -> dict[int, str]:
    """The names of members, in one query; for lists whose own query decided who may see them."""
    wanted = select(Member.id, Member.name).where(Member.id.in_(set(ids)))
    return dict(db.session.execute(wanted).all())


def regulators(country: str, now: datetime) -> list[Member]:
    """The verified regulators of ``country``, in force."""
    mandated = select(Mandate.member_id).where(Mandate.country == country, in_force(now))
    return list(
        db.session.scalars(select(Member).where(Member.id.in_(mandated), IN_FORCE_NOW).order_by(Member.id))
    )


def holders(role: str, now: datetime) -> list[Member]:
    """Members in force who hold ``role`` ("officer", "administrator"), by name."""
    held = (RoleGrant.role == role) & or_(RoleGrant.until.is_(None), RoleGrant.until > now)
    listed = select(Member).where(Member.id.in_(select(RoleGrant.member_id).where(held)), IN_FORCE_NOW)
    return list(db.session.scalars(listed.order_by(Member.sort_name, Member.id)))


def countries_regulated(viewer: Any) -> list[str]:
    """Those for which ``viewer`` holds a mandate now."""
    return sorted(viewer.mandated) if viewer.is_member else []
