"""What the room of a meeting shows: what was taken down, and straw polls."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from cop.kernel.db import db
from cop.meetings.room.models import Note, StrawPoll, StrawVote
from cop.meetings.series import queries
from cop.meetings.series.models import Occurrence, Series
from cop.spaces.visibility import visible_to

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
