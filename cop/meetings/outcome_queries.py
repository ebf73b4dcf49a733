"""What came of meetings, as far as a viewer may see it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, func, null, or_, select
from sqlalchemy.orm import contains_eager

from cop.kernel.db import db
from cop.meetings.models import Attendance, Occurrence, Rsvp, Series
from cop.meetings.outcome_models import ActionItem, Decision, Minutes, MinutesRevision
from cop.members.models import Group, Member
from cop.members.rules import IN_FORCE
from cop.spaces.models import Space
from cop.spaces.visibility import visible_to

MOST_LISTED = 500


def minutes(meeting: Occurrence) -> Minutes | None:
    return db.session.scalar(select(Minutes).where(Minutes.meeting_id == meeting.id))


def text_of(minutes: Minutes) -> MinutesRevision | None:
    """The newest revision; None before the first."""
    newest = (MinutesRevision.minutes_id == minutes.id) & (MinutesRevision.number == minutes.version)
    return db.session.scalar(select(MinutesRevision).where(newest))


def revisions(minutes: Minutes) -> list[Row[Any]]:
    """(number, at, author_id, author's name) of every saved text, the newest first."""
    columns = (MinutesRevision.number, MinutesRevision.at, MinutesRevision.author_id)
    listed = select(*columns, Member.name)
    listed = listed.join(Member, Member.id == MinutesRevision.author_id)
    found = listed.where(MinutesRevision.minutes_id == minutes.id).order_by(MinutesRevision.number.desc())
    return list(db.session.execute(found.limit(MOST_LISTED)))


def decisions(meeting: Occurrence) -> list[Decision]:
    return list(
        db.session.scalars(
            select(Decision).where(Decision.meeting_id == meeting.id).order_by(Decision.number)
        )
    )


def _actions(named: bool) -> Select[Any]:
    """Rows with the owner's name (None unless ``named``) and the date they come from."""
    columns = (
        ActionItem.id,
        ActionItem.number,
        ActionItem.item_id,
        ActionItem.text,
        ActionItem.due,
        ActionItem.state,
        ActionItem.note,
    )
    source = (Occurrence.id.label("meeting_id"), Occurrence.slug, Occurrence.title, Occurrence.begins)
    rows: Any = (
        select(*columns, ActionItem.owner_id, (Member.name if named else null()).label("owner"), *source)
        .join(Member, Member.id == ActionItem.owner_id)
        .join(Occurrence, Occurrence.id == ActionItem.meeting_id)
    )
    return rows


def actions_of(meeting: Occurrence, named: bool) -> list[Row[Any]]:
    """What this meeting gave out, open or done."""
    own = _actions(named).where(ActionItem.meeting_id == meeting.id).order_by(ActionItem.number)
    return list(db.session.execute(own.limit(MOST_LISTED)))


def carried_over(meeting: Occurrence, named: bool) -> list[Row[Any]]:
    """Open actions from earlier dates of the series, and of those it goes on from, the most urgent first."""
    line = meeting.series.line
    of_line = select(Series.id).where(or_(Series.id == line, Series.goes_on_from == line))
    earlier = ActionItem.series_id.in_(of_line) & (Occurrence.begins < meeting.begins)
    still = _actions(named).where(earlier, ActionItem.state == "open").order_by(ActionItem.due, ActionItem.id)
    return list(db.session.execute(still.limit(MOST_LISTED)))


def action_item(viewer: Any, id: int) -> ActionItem | None:
    """One action of a meeting that ``viewer`` may see."""
    return db.session.scalar(
        select(ActionItem)
        .join(ActionItem.meeting)
        .join(Occurrence.series)
        .join(Series.space)
        .where(ActionItem.id == id, visible_to(viewer))
        .options(
            contains_eager(ActionItem.meeting).contains_eager(Occurrence.series).contains_eager(Series.space)
        )
    )


def next_number(kind: type[Decision] | type[ActionItem], meeting: Occurrence) -> int:
    highest = db.session.scalar(select(func.max(kind.number)).where(kind.meeting_id == meeting.id))
    return (highest or 0) + 1


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
