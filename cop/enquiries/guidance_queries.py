"""Guidance as everyone finds it: what was published, withdrawn ones with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import url_for
from sqlalchemy import select

from cop.enquiries.models import Enquiry, Guidance
from cop.enquiries.rules import Guided
from cop.kernel import paging
from cop.kernel.db import db
from cop.kernel.errors import N_, Missing
from cop.kernel.refs import Resolved, ref
from cop.kernel.seeking import Found, Level, Source, after

SIZE = 30
PUBLIC = Guidance.published_at.is_not(None)
IN_FORCE = Guidance.state == Guided.PUBLISHED


def guidance(_viewer: Any, uid: str) -> Guidance | None:
    return db.session.scalar(select(Guidance).where(Guidance.uid == uid, PUBLIC))


def listed(country: str = "", topic: str = "", cursor: str = "") -> paging.Page:
    """What holds, newest first: (id, uid, title, topic, country, authority, published_at)."""
    columns: list[Any] = [Guidance.id, Guidance.uid, Guidance.title, Guidance.topic, Guidance.country]
    query = select(*columns, Guidance.authority, Guidance.published_at).where(IN_FORCE)
    if country:
        query = query.where(Guidance.country == country)
    if topic:
        query = query.where(Guidance.topic == topic)
    return paging.read(query, (Guidance.id,), cursor=cursor, size=SIZE)


def countries_listed() -> list[str]:
    seen = select(Guidance.country).distinct().where(IN_FORCE)
    return list(db.session.scalars(seen.order_by(Guidance.country)))


def resolve(ids: list[int], _viewer: Any) -> Iterable[Resolved]:
    columns = select(Guidance.id, Guidance.uid, Guidance.title)
    for row in db.session.execute(columns.where(Guidance.id.in_(ids), PUBLIC)):
        title = f"{row.uid} {row.title}"
        yield Resolved(ref("guidance", row.id), "guidance", title, address(row))


def address(guidance: Any) -> str:
    return url_for("guidance.guidance", uid=guidance.uid)


def _found(ids: list[int]) -> Iterable[Found]:
    for one in db.session.scalars(select(Guidance).where(Guidance.id.in_(ids), IN_FORCE)):
        assert one.published_at is not None
        title, body = f"{one.title} {one.uid}", f"{one.question} {one.answer}"
        yield Found(one.ref, title, body, one.published_at, Level.PUBLIC, country=one.country)


SOURCES = {"guidance": Source(N_("Guidance"), N_("Guidance"), _found, after(Guidance.id))}


def draft_of(enquiry: Enquiry, viewer: Any) -> Guidance:
    """The text on its way. Who asked meets it once a regulator has read it. Raises Missing."""
    text = enquiry.guidance
    early = text is not None and text.first_by_id is None and viewer.id == enquiry.asker_id
    if text is None or early:
        raise Missing()
    return text
