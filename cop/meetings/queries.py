"""Meetings as far as a viewer may see them: a meeting is seen by whoever may read its space."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager

from cop.kernel import paging, refs
from cop.kernel.db import db
from cop.kernel.refs import Resolved
from cop.kernel.words import short_day
from cop.meetings.models import AgendaItem, Attendance, Occurrence, Rsvp, Series
from cop.meetings.rules import LONGEST, Answer, Seats, State
from cop.members.models import Group, Member
from cop.spaces.models import Space
from cop.spaces.visibility import belongs, visible_to

MOST_ZONES = 6


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
    return (
        select(*columns, Occurrence.coming, Series.zone, Space.title.label("space"), Rsvp.answer)
        .join(Occurrence.series)
        .join(Series.space)
        .outerjoin(Rsvp, mine)
        .where(visible_to(viewer))
    )


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
    columns = select(Occurrence.id, Occurrence.slug, Occurrence.title, Occurrence.begins)
    seen = (
        columns.join(Occurrence.series).join(Series.space).where(Occurrence.id.in_(ids), visible_to(viewer))
    )
    for row in db.session.execute(seen):
        yield Resolved(refs.ref("meeting", row.id), "meeting", row.title, address(row), short_day(row.begins))


def agenda(meeting: Occurrence) -> list[AgendaItem]:
    order = (AgendaItem.position, AgendaItem.id)
    return list(
        db.session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting.id).order_by(*order))
    )


def dates(meeting: Occurrence) -> list[Occurrence]:
    """All dates of the meeting's series, in order."""
    same = select(Occurrence).where(Occurrence.series_id == meeting.series_id)
    return list(db.session.scalars(same.order_by(Occurrence.begins, Occurrence.id)))


def answer_of(member: Any, meeting: Occurrence) -> Rsvp | None:
    return db.session.scalar(select(Rsvp).where(Rsvp.meeting_id == meeting.id, Rsvp.member_id == member.id))


def _seats(rows: type[Rsvp] | type[Attendance], *conditions: Any) -> list[Seats]:
    counted = select(rows.group_key, rows.country, func.count()).where(*conditions)
    found = db.session.execute(
        counted.group_by(rows.group_key, rows.country).order_by(rows.group_key, rows.country)
    )
    return [Seats(*row) for row in found]


@dataclass(frozen=True)
class Company:
    """Who takes part, by group and country; ``present``: who was there, otherwise who said yes."""

    seats: list[Seats]
    present: bool

    @property
    def people(self) -> int:
        return sum(s.people for s in self.seats)

    def by(self, what: str) -> list[tuple[str, int]]:
        """(group or country, people), most first."""
        totals: dict[str, int] = {}
        for seat in self.seats:
            totals[getattr(seat, what)] = totals.get(getattr(seat, what), 0) + seat.people
        return sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))


def company(meeting: Occurrence) -> Company:
    there = _seats(Attendance, Attendance.meeting_id == meeting.id)
    if there:
        return Company(there, present=True)
    return Company(
        _seats(Rsvp, Rsvp.meeting_id == meeting.id, Rsvp.answer == Answer.yes.value), present=False
    )


def group_names() -> dict[str, str]:
    groups = db.session.execute(select(Group.key, Group.name).order_by(Group.order))
    return {group.key: group.name for group in groups}


def zones(meeting: Occurrence) -> list[str]:
    """Zones of those who come or may come, the most frequent first."""
    answered = (Rsvp.meeting_id == meeting.id) & Rsvp.answer.in_((Answer.yes.value, Answer.maybe.value))
    counted = (
        select(Member.zone).join(Rsvp, Rsvp.member_id == Member.id).where(answered).group_by(Member.zone)
    )
    return list(db.session.scalars(counted.order_by(func.count().desc(), Member.zone).limit(MOST_ZONES)))


def answers(meeting: Occurrence, cursor: str = "") -> paging.Page:
    """Who answered what, by name."""
    listed = (
        select(
            Rsvp.id,
            Rsvp.answer,
            Rsvp.comment,
            Rsvp.country,
            Member.name,
            Member.sort_name,
            Group.name.label("group"),
        )
        .join(Member, Member.id == Rsvp.member_id)
        .join(Group, Group.key == Rsvp.group_key)
        .where(Rsvp.meeting_id == meeting.id)
    )
    return paging.read(listed, (Member.sort_name, Rsvp.id), cursor=cursor, descending=False)


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
