"""What a calendar holds: the series with a date from some weeks ago on, each whole, so that none is taken back."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager

from cop.calendars.models import CalendarFeed
from cop.kernel.db import db
from cop.kernel.keys import hashed
from cop.meetings.company.models import Rsvp
from cop.meetings.company.rules import Answer
from cop.meetings.series.models import Occurrence, Series
from cop.members.models import Member, Visitor
from cop.spaces import queries as space_queries
from cop.spaces.models import Space
from cop.spaces.visibility import belongs, visible_to

BACK = timedelta(days=90)
MOST = 100  # series
Listed = list[tuple[Series, list[Occurrence]]]


def owner(_viewer: Any, secret: str) -> Member | None:
    """Whose calendar the secret opens, while that person is a member in force."""
    found = select(Member).join(CalendarFeed, CalendarFeed.member_id == Member.id)
    member = db.session.scalar(found.where(CalendarFeed.hash == hashed(secret)))
    return member if member is not None and member.is_member else None


def feed_of(member: Member) -> CalendarFeed | None:
    return db.session.scalar(select(CalendarFeed).where(CalendarFeed.member_id == member.id))


def public_space(_viewer: Any, slug: str) -> Space | None:
    """A space whose meetings everybody may know of: a program that subscribes is signed in nowhere."""
    return space_queries.by_slug(Visitor(), slug)


def public_spaces() -> list[Space]:
    return space_queries.all_visible(Visitor())


def of_everybody(now: datetime, space: str = "") -> Listed:
    return _whole(_series(Visitor(), now, space), select(Occurrence))


def of_member(member: Member, now: datetime, space: str = "") -> Listed:
    """What the member is invited to, without the dates declined: of a restricted space, its people only."""
    invited = _series(member, now, space).where(or_(Space.visibility != "restricted", belongs(member)))
    own = (Rsvp.meeting_id == Occurrence.id) & (Rsvp.member_id == member.id)
    declined = own & (Rsvp.answer == Answer.no.value)
    return _whole(invited, select(Occurrence).outerjoin(Rsvp, declined).where(Rsvp.id.is_(None)))


def _series(viewer: Any, now: datetime, space: str) -> Select[Any]:
    """Ids of the series to show, those that ended lately or come first."""
    lately = select(Occurrence.series_id).where(Occurrence.begins > now - BACK)
    shown = select(Series.id).join(Series.space).where(visible_to(viewer), Series.id.in_(lately))
    return shown.where(Space.slug == space) if space else shown


def _whole(shown: Select[Any], dates: Select[Any]) -> Listed:
    ids = list(db.session.scalars(shown.order_by(Series.id.desc()).limit(MOST)))
    listed = dates.join(Occurrence.series).options(contains_eager(Occurrence.series))
    ordered = listed.where(Occurrence.series_id.in_(ids)).order_by(Occurrence.series_id, Occurrence.begins)
    found = db.session.scalars(ordered)
    return [(series, list(dates)) for series, dates in groupby(found, key=lambda date: date.series)]
