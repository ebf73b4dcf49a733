"""What is read about enquiries, each with its visibility in the query."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import case, func, select
from sqlalchemy.orm import selectinload

from cop.enquiries.models import Enquiry, Target
from cop.enquiries.rules import STATE_WORDS, TARGET_DAYS, State
from cop.enquiries.visibility import visible_to
from cop.kernel import clock, paging
from cop.kernel.db import db
from cop.kernel.refs import Resolved, ref
from cop.members.models import Mandate, Member
from cop.members.rules import IN_FORCE

SIZE = 30
WHOLE = tuple(selectinload(part) for part in (Enquiry.messages, Enquiry.readers, Enquiry.guidance))


def enquiry(viewer: Any, uid: str) -> Enquiry | None:
    """An enquiry with all that hangs on it."""
    return db.session.scalar(select(Enquiry).where(Enquiry.uid == uid, visible_to(viewer)).options(*WHOLE))


def listed(viewer: Any, state: str = "", cursor: str = "") -> paging.Page:
    """Newest first: (id, uid, title, topic, country, state, asked_at, due, assignee) of those that ``viewer`` reads."""
    columns: list[Any] = [
        Enquiry.id,
        Enquiry.uid,
        Enquiry.title,
        Enquiry.topic,
        Enquiry.country,
        Enquiry.state,
    ]
    query = select(*columns, Enquiry.asked_at, Enquiry.due, Enquiry.turned_at, Member.name.label("assignee"))
    query = query.outerjoin(Member, Member.id == Enquiry.assignee_id).where(visible_to(viewer))
    if state:
        query = query.where(Enquiry.state == state)
    return paging.read(query, (Enquiry.id,), cursor=cursor, size=SIZE)


def _in_force(now: datetime) -> Any:
    """Mandates in force of members in force."""
    held = select(Mandate).join(Member, Member.id == Mandate.member_id).where(Member.state.in_(IN_FORCE))
    return held.where(Mandate.until > now, Mandate.ended_at.is_(None))


def countries_to_ask() -> list[str]:
    """Those of which a verified regulator takes part."""
    held = _in_force(clock.lately()).with_only_columns(Mandate.country).distinct()
    return list(db.session.scalars(held.order_by(Mandate.country)))


def regulators(country: str) -> list[tuple[int, str]]:
    """(id, name) of the country's verified regulators."""
    held = _in_force(clock.lately()).where(Mandate.country == country)
    named = held.with_only_columns(Member.id, Member.name, Member.sort_name).distinct()
    return [(id, name) for id, name, _key in db.session.execute(named.order_by(Member.sort_name, Member.id))]


def target(country: str) -> int:
    """In days."""
    return db.session.scalar(select(Target.days).where(Target.country == country)) or TARGET_DAYS


def targets(countries: Iterable[str]) -> dict[str, int]:
    """In days, by country."""
    wanted = list(countries)
    kept = db.session.execute(select(Target.country, Target.days).where(Target.country.in_(wanted))).all()
    return dict.fromkeys(wanted, TARGET_DAYS) | {row.country: row.days for row in kept}


def own_country(viewer: Any, country: str) -> str | None:
    """The country, where ``viewer`` may know that it has a target."""
    return country if viewer.is_member and country in countries_to_ask() else None


def waiting(now: datetime) -> dict[str, tuple[int, int]]:
    """(open, of which late) by country: numbers alone, for the secretariat."""
    late = func.sum(case((Enquiry.due < now, 1), else_=0))
    counted = select(Enquiry.country, func.count(Enquiry.id), late).where(Enquiry.state == State.OPEN)
    rows = db.session.execute(counted.group_by(Enquiry.country)).all()
    return {country: (number, int(over)) for country, number, over in rows}


def newly_late(now: datetime) -> list[Enquiry]:
    """Open ones past their target of which nobody was told."""
    untold = Enquiry.told_due.is_(None) | (Enquiry.told_due != Enquiry.due)
    found = select(Enquiry).where(Enquiry.state == State.OPEN, Enquiry.due < now, untold)
    return list(db.session.scalars(found.order_by(Enquiry.due, Enquiry.id).limit(50)))


def colleagues(enquiry: Enquiry) -> list[tuple[str, str]]:
    """(slug, name) of members of the asker's organisation who do not read along yet."""
    along = {enquiry.asker_id, *(one.member_id for one in enquiry.readers)}
    same = (Member.organisation_id == enquiry.organisation_id) & Member.state.in_(IN_FORCE)
    found = select(Member.slug, Member.name).where(same, Member.id.not_in(along))
    return [(slug, name) for slug, name in db.session.execute(found.order_by(Member.sort_name).limit(50))]


def resolve(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    columns = select(Enquiry.id, Enquiry.uid, Enquiry.title, Enquiry.state)
    for row in db.session.execute(columns.where(Enquiry.id.in_(ids), visible_to(viewer))):
        words = gettext(STATE_WORDS[State(row.state)])
        yield Resolved(ref("enquiry", row.id), "enquiry", f"{row.uid} {row.title}", address(row), words)


def address(enquiry: Any) -> str:
    return url_for("enquiries.enquiry", uid=enquiry.uid)
