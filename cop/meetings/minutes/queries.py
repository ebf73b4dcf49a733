"""Minutes of meetings, as far as a viewer may see them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, or_, select, true

from cop.kernel.db import db
from cop.meetings.company.models import Attendance
from cop.meetings.minutes.models import Minutes, MinutesRevision
from cop.meetings.room.presence_queries import MOST_LISTED
from cop.meetings.series.models import Occurrence, Series
from cop.members.models import Member
from cop.spaces.models import Space
from cop.spaces.visibility import belongs, visible_to


def minutes(meeting: Occurrence) -> Minutes | None:
    return db.session.scalar(select(Minutes).where(Minutes.meeting_id == meeting.id))


def text_of(minutes: Minutes) -> MinutesRevision | None:
    """The newest revision; None before the first."""
    newest = (MinutesRevision.minutes_id == minutes.id) & (MinutesRevision.number == minutes.version)
    return db.session.scalar(select(MinutesRevision).where(newest))


def revision(minutes: Minutes, number: int) -> MinutesRevision | None:
    same = (MinutesRevision.minutes_id == minutes.id) & (MinutesRevision.number == number)
    return db.session.scalar(select(MinutesRevision).where(same))


def revisions(minutes: Minutes) -> list[Row[Any]]:
    """(number, at, author_id, author's name) of every saved text, the newest first."""
    columns = (MinutesRevision.number, MinutesRevision.at, MinutesRevision.author_id)
    listed = select(*columns, Member.name)
    listed = listed.join(Member, Member.id == MinutesRevision.author_id)
    found = listed.where(MinutesRevision.minutes_id == minutes.id).order_by(MinutesRevision.number.desc())
    return list(db.session.execute(found.limit(MOST_LISTED)))


def newest_minutes(viewer: Any, limit: int) -> list[Row[Any]]:
    """Minutes sent out or adopted in meetings that ``viewer`` may see, the latest first."""
    columns = (
        Minutes.state,
        Minutes.opened_at,
        Minutes.adopted_at,
        Occurrence.id,
        Occurrence.slug,
        Occurrence.title,
    )
    seen = select(*columns).join(Occurrence, Occurrence.id == Minutes.meeting_id).join(Occurrence.series)
    seen = seen.join(Series.space).where(
        Minutes.opened_at.is_not(None), visible_to(viewer), Space.archived_at.is_(None)
    )
    if not viewer.is_member:
        seen = seen.where(Minutes.state == "adopted")
    return list(db.session.execute(seen.order_by(Minutes.opened_at.desc(), Minutes.id.desc()).limit(limit)))


def awaiting_minutes(viewer: Any, now: datetime, most: int) -> list[Row[Any]]:
    """Minutes out for corrections: of meetings where ``viewer`` was present, until the window closes; from then on of
    those that ``viewer`` organises."""
    columns = (Minutes.corrections_until, Occurrence.id, Occurrence.slug, Occurrence.title)
    there = (Attendance.meeting_id == Occurrence.id) & (Attendance.member_id == viewer.id)
    listed = select(*columns).join(Occurrence, Occurrence.id == Minutes.meeting_id).join(Occurrence.series)
    listed = listed.join(Series.space).outerjoin(Attendance, there)
    runs = true() if "officer" in viewer.roles else belongs(viewer, facilitator=True)
    corrects = (Minutes.corrections_until > now) & Attendance.id.is_not(None)
    adopts = (Minutes.corrections_until <= now) & runs
    waiting = listed.where(Minutes.state == "corrections", visible_to(viewer), or_(corrects, adopts))
    return list(db.session.execute(waiting.order_by(Minutes.corrections_until, Minutes.id).limit(most)))
