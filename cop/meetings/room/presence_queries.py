"""Who was there, and who is expected."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, or_, select

from cop.kernel import paging, text
from cop.kernel.db import db
from cop.meetings.company.models import Attendance, Rsvp
from cop.meetings.series.models import Occurrence
from cop.members.models import Group, Member
from cop.members.rules import IN_FORCE

MOST_NAMED = 500


TAPPED = 60


def attends(viewer: Any, meeting: Occurrence) -> bool:
    own = (Attendance.meeting_id == meeting.id) & (Attendance.member_id == viewer.id)
    return db.session.scalar(select(Attendance.id).where(own)) is not None


def to_tap(meeting: Occurrence, begins_with: str = "", cursor: str = "") -> paging.Page:
    """(id, sort_name, name, group, country, there) of those who are there or did not decline, by name."""
    there = (Attendance.meeting_id == meeting.id) & (Attendance.member_id == Member.id)
    said = (Rsvp.meeting_id == meeting.id) & (Rsvp.member_id == Member.id)
    columns = (Member.id, Member.sort_name, Member.name, Member.country, Group.name.label("group"))
    listed: Any = (
        select(*columns, Attendance.id.is_not(None).label("there"))
        .join(Group, Group.key == Member.group_key)
        .outerjoin(Rsvp, said)
        .outerjoin(Attendance, there)
        .where(or_(Attendance.id.is_not(None), Rsvp.answer != "no"), Member.state.in_(IN_FORCE))
    )
    if begins_with:
        listed = listed.where(Member.sort_name.contains(text.sort_key(begins_with), autoescape=True))
    return paging.read(listed, (Member.sort_name, Member.id), cursor=cursor, size=TAPPED, descending=False)


def attendees(meeting: Occurrence) -> list[Row[Any]]:
    """(name, group, country) of those who were there, by name."""
    listed = select(Member.name, Attendance.group_key, Attendance.country)
    there = listed.join(Member, Member.id == Attendance.member_id).where(Attendance.meeting_id == meeting.id)
    return list(db.session.execute(there.order_by(Member.sort_name, Member.id).limit(MOST_NAMED)))


MOST_LISTED = 500


def present_ids(meeting: Occurrence) -> set[int]:
    return set(db.session.scalars(select(Attendance.member_id).where(Attendance.meeting_id == meeting.id)))


def expected(meeting: Occurrence) -> list[Row[Any]]:
    """(id, name, group, country) of those who were there, said yes or said maybe, by name."""
    said = select(Rsvp.member_id).where(Rsvp.meeting_id == meeting.id, Rsvp.answer != "no")
    there = select(Attendance.member_id).where(Attendance.meeting_id == meeting.id)
    listed = select(Member.id, Member.name, Group.name.label("group"), Member.country)
    listed = listed.join(Group, Group.key == Member.group_key)
    listed = listed.where(or_(Member.id.in_(said), Member.id.in_(there)), Member.state.in_(IN_FORCE))
    return list(db.session.execute(listed.order_by(Member.sort_name, Member.id).limit(MOST_LISTED)))
