"""One meeting and the dates of its series, as far as a viewer may see them: by whoever may read its space."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager

from cop.kernel.db import db
from cop.meetings.series.models import Occurrence, Series
from cop.meetings.series.rules import State
from cop.spaces.models import Space
from cop.spaces.visibility import belongs, visible_to


def address(meeting: Any) -> str:
    return url_for("meetings.meeting", id=meeting.id, slug=meeting.slug)


def _seen(viewer: Any) -> Select[Any]:
    return (
        select(Occurrence)
        .join(Occurrence.series)
        .join(Series.space)
        .where(visible_to(viewer))
        .options(contains_eager(Occurrence.series).contains_eager(Series.space))
    )


def meeting(viewer: Any, id: int, slug: str) -> Occurrence | None:
    return db.session.scalar(_seen(viewer).where(Occurrence.id == id, Occurrence.slug == slug))


def meeting_by_id(viewer: Any, id: int) -> Occurrence | None:
    return db.session.scalar(_seen(viewer).where(Occurrence.id == id))


def dates(meeting: Occurrence) -> list[Occurrence]:
    """All dates of the meeting's series, in order."""
    same = select(Occurrence).where(Occurrence.series_id == meeting.series_id)
    return list(db.session.scalars(same.order_by(Occurrence.begins, Occurrence.id)))


def dates_near(meeting: Occurrence, most: int = 12) -> list[Occurrence]:
    """Those of its dates that stand next to it, three before it where there are; the meeting's page lists them."""
    listed = dates(meeting)
    first = max(0, min(listed.index(meeting) - 3, len(listed) - most))
    return listed[first : first + most]


def coming_from(meeting: Occurrence, now: datetime) -> list[Occurrence]:
    """The date and those after it, as calendars order them, that have not begun."""
    listed = [date for date in dates(meeting) if date.original >= meeting.original and date.begins > now]
    return sorted(listed, key=lambda date: date.original)


def last_of(series_id: int) -> Occurrence:
    """The last date that a series has, as calendars order them."""
    last = select(Occurrence).where(Occurrence.series_id == series_id).order_by(Occurrence.original.desc())
    return db.session.scalars(last.limit(1)).one()


def next_of(meeting: Occurrence, now: datetime) -> Occurrence | None:
    """The first date of the series that stands and has not begun."""
    standing = [date for date in dates(meeting) if date.begins > now and date.state == State.scheduled.value]
    return min(standing, key=lambda date: date.original, default=None)


def next_in_line(meeting: Occurrence, now: datetime) -> Occurrence | None:
    """The first date that stands and has not begun, of the meeting's series or one that goes on from it."""
    standing = of_line(meeting) & (Occurrence.state == State.scheduled.value) & (Occurrence.begins > now)
    first = select(Occurrence).where(standing, Occurrence.id != meeting.id)
    return db.session.scalar(first.order_by(Occurrence.begins, Occurrence.id).limit(1))


def of_line(meeting: Occurrence) -> Any:
    """Condition on Occurrence: a date of the meeting's series, or of one that it goes on from or that goes on from it."""
    line = meeting.series.line
    return Occurrence.series_id.in_(
        select(Series.id).where(or_(Series.id == line, Series.goes_on_from == line))
    )


def spaces_to_schedule_in(viewer: Any) -> list[Space]:
    """Where ``viewer`` may call a meeting."""
    listed = select(Space).where(Space.archived_at.is_(None), visible_to(viewer))
    if "officer" not in viewer.roles:
        listed = listed.where(belongs(viewer, facilitator=True))
    return list(db.session.scalars(listed.order_by(Space.order, Space.id)))


def ended(now: datetime, most: int = 100) -> list[Occurrence]:
    """Those that are over by the clock and do not say so yet."""
    over = select(Occurrence).where(Occurrence.state == State.scheduled.value, Occurrence.ends <= now)
    return list(db.session.scalars(over.order_by(Occurrence.ends, Occurrence.id).limit(most)))
