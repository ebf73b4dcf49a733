"""What the room of a meeting shows: what was taken down, straw polls, who is there."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import contains_eager

from cop.kernel import paging, text
from cop.kernel.db import db
from cop.meetings import queries
from cop.meetings.models import Attendance, Occurrence, Rsvp, Series
from cop.meetings.room_models import Note, StrawPoll, StrawVote
from cop.members.models import Group, Member
from cop.members.rules import IN_FORCE
from cop.spaces.visibility import visible_to

TAPPED = 60
MOST_CARRIED = 50


def notes(meeting: Occurrence) -> list[Note]:
    """Key points and what was parked, in the order they were taken, without what was struck or taken up."""
    standing = (Note.meeting_id == meeting.id) & Note.closed_at.is_(None)
    return list(db.session.scalars(select(Note).where(standing).order_by(Note.id)))


def noted(meeting: Occurrence) -> int:
    counted = select(func.count()).where(Note.meeting_id == meeting.id, Note.closed_at.is_(None))
    return db.session.scalar(counted) or 0


def parked_by(member: Any, meeting: Occurrence) -> int:
    own = (Note.meeting_id == meeting.id) & (Note.by_id == member.id) & (Note.kind == "parked")
    return db.session.scalar(select(func.count()).where(own, Note.closed_at.is_(None))) or 0


def parked_before(meeting: Occurrence) -> list[Note]:
    """What earlier dates of the series parked and nobody has taken up."""
    earlier = queries.of_line(meeting) & (Occurrence.begins < meeting.begins)
    listed = select(Note).join(Note.meeting).options(contains_eager(Note.meeting))
    standing = listed.where(earlier, Note.kind == "parked", Note.closed_at.is_(None))
    return list(db.session.scalars(standing.order_by(Occurrence.begins, Note.id).limit(MOST_CARRIED)))


def note(viewer: Any, id: int) -> Note | None:
    """One note of a meeting that ``viewer`` may see."""
    return _of_seen(viewer, Note, id)


def poll(viewer: Any, id: int) -> StrawPoll | None:
    """One straw poll of a meeting that ``viewer`` may see."""
    return _of_seen(viewer, StrawPoll, id)


def _of_seen(viewer: Any, kind: Any, id: int) -> Any:
    found = select(kind).join(kind.meeting).join(Occurrence.series).join(Series.space)
    eager = contains_eager(kind.meeting).contains_eager(Occurrence.series).contains_eager(Series.space)
    return db.session.scalar(found.where(kind.id == id, visible_to(viewer)).options(eager))


def polls(meeting: Occurrence) -> list[StrawPoll]:
    """The newest first."""
    listed = select(StrawPoll).where(StrawPoll.meeting_id == meeting.id)
    return list(db.session.scalars(listed.order_by(StrawPoll.number.desc())))


def counts(meeting: Occurrence) -> dict[tuple[int, int], int]:
    """How many chose what: (poll's id, choice) to a number."""
    counted = select(StrawVote.poll_id, StrawVote.choice, func.count()).join(
        StrawPoll, StrawPoll.id == StrawVote.poll_id
    )
    rows = counted.where(StrawPoll.meeting_id == meeting.id).group_by(StrawVote.poll_id, StrawVote.choice)
    return {(poll, choice): number for poll, choice, number in db.session.execute(rows)}


def chosen(viewer: Any, meeting: Occurrence) -> dict[int, int]:
    """What the viewer chose, by the poll's id."""
    own = select(StrawVote.poll_id, StrawVote.choice).join(StrawPoll, StrawPoll.id == StrawVote.poll_id)
    rows = own.where(StrawPoll.meeting_id == meeting.id, StrawVote.member_id == viewer.id)
    return dict(db.session.execute(rows).all())


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
    return list(db.session.execute(there.order_by(Member.sort_name, Member.id).limit(queries.MOST_NAMED)))
