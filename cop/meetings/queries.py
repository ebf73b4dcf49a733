"""Meetings as far as a viewer may see them: a meeting is seen by whoever may read its space."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager

from cop.kernel import paging, refs
from cop.kernel.db import db
from cop.kernel.refs import Resolved
from cop.kernel.words import short_day
from cop.meetings.models import AgendaItem, Attendance, Occurrence, Rsvp, Series
from cop.meetings.rules import LONGEST, State
from cop.spaces.models import Space
from cop.spaces.speech_rules import names_groups
from cop.spaces.visibility import belongs, visible_to

MOST_NAMED = 500


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


def item(viewer: Any, id: int) -> AgendaItem | None:
    """One agenda item of a meeting that ``viewer`` may see."""
    found = db.session.get(AgendaItem, id)
    return found if found and meeting_by_id(viewer, found.meeting_id) else None


def _listed(viewer: Any) -> Select[Any]:
    """Rows for a list, with the viewer's own answer."""
    mine = (Rsvp.meeting_id == Occurrence.id) & (Rsvp.member_id == viewer.id)
    columns = (
        Occurrence.id,
        Occurrence.slug,
        Occurrence.title,
        Occurrence.begins,
        Occurrence.ends,
        Occurrence.state,
    )
    rows: Any = (
        select(
            *columns, Occurrence.coming, Series.zone, Space.title.label("space"), Rsvp.answer, Rsvp.queued_at
        )
        .join(Occurrence.series)
        .join(Series.space)
        .outerjoin(Rsvp, mine)
        .where(visible_to(viewer))
    )
    return rows


def upcoming(viewer: Any, now: datetime, cursor: str = "", space: str = "") -> paging.Page:
    """Those not over yet, the next one first. None is longer than ``LONGEST``, which bounds the index read."""
    query = _listed(viewer).where(Occurrence.begins > now - LONGEST, Occurrence.ends > now)
    query = query.where(Space.slug == space) if space else query
    return paging.read(query, (Occurrence.begins, Occurrence.id), cursor=cursor, size=20, descending=False)


def past(viewer: Any, now: datetime, cursor: str = "", space: str = "", size: int = 20) -> paging.Page:
    """Those that are over, the latest first."""
    query = _listed(viewer).where(Occurrence.begins <= now, Occurrence.ends <= now)
    query = query.where(Space.slug == space) if space else query
    return paging.read(query, (Occurrence.begins, Occurrence.id), cursor=cursor, size=size)


def resolved(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    """Meetings as other features speak of them."""
    columns = select(Occurrence.id, Occurrence.slug, Occurrence.title, Occurrence.begins, Series.speech)
    seen = (
        columns.join(Occurrence.series).join(Series.space).where(Occurrence.id.in_(ids), visible_to(viewer))
    )
    for row in db.session.execute(seen):
        unnamed, day = not names_groups(row.speech), short_day(row.begins)
        yield Resolved(refs.ref("meeting", row.id), "meeting", row.title, address(row), day, unnamed=unnamed)


def ids_in(space_id: int, most: int = 8) -> list[int]:
    """Meetings of a space, those furthest ahead first."""
    lies = select(Occurrence.id).join(Occurrence.series).where(Series.space_id == space_id)
    return list(db.session.scalars(lies.order_by(Occurrence.begins.desc(), Occurrence.id.desc()).limit(most)))


def agenda(meeting: Occurrence) -> list[AgendaItem]:
    order = (AgendaItem.position, AgendaItem.id)
    return list(
        db.session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting.id).order_by(*order))
    )


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


def answered(dates: Sequence[Occurrence]) -> bool:
    """Whether anybody has said anything of coming to one of them."""
    said = select(Rsvp.id).where(Rsvp.meeting_id.in_([date.id for date in dates]))
    return db.session.scalar(said.limit(1)) is not None


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


def has_answers(series: Series) -> bool:
    """Whether anybody answered, or came, to any date of the series."""
    of = select(Occurrence.id).where(Occurrence.series_id == series.id)
    said = select(Rsvp.id).where(Rsvp.meeting_id.in_(of))
    came = select(Attendance.id).where(Attendance.meeting_id.in_(of))
    return db.session.execute(said.union_all(came).limit(1)).first() is not None


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
