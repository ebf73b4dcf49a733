"""What came of meetings, as far as a viewer may see it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, null, or_, select, true
from sqlalchemy.orm import contains_eager

from cop.kernel import paging
from cop.kernel.db import db
from cop.meetings import queries
from cop.meetings.models import Attendance, Occurrence, Rsvp, Series
from cop.meetings.outcome_models import ActionItem, Decision, DecisionEnd, Minutes, MinutesRevision
from cop.members.models import Group, Member
from cop.members.rules import IN_FORCE
from cop.spaces import speech
from cop.spaces.models import Space
from cop.spaces.visibility import belongs, visible_to

MOST_LISTED = 500
MOST_STANDING = 50


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


def _decisions() -> Select[Any]:
    """Rows with what ended them (note, ended_at) and the date they come from."""
    kept = (Decision.id, Decision.number, Decision.item_id, Decision.text, Decision.quorum, Decision.at)
    source = (Occurrence.id.label("meeting_id"), Occurrence.slug, Occurrence.title, Occurrence.begins)
    rows: Any = (
        select(*kept, DecisionEnd.note, DecisionEnd.at.label("ended_at"), *source)
        .join(Occurrence, Occurrence.id == Decision.meeting_id)
        .outerjoin(DecisionEnd, DecisionEnd.decision_id == Decision.id)
    )
    return rows


def decisions(meeting: Occurrence) -> list[Row[Any]]:
    own = _decisions().where(Decision.meeting_id == meeting.id).order_by(Decision.number)
    return list(db.session.execute(own.limit(MOST_LISTED)))


def standing(meeting: Occurrence) -> list[Row[Any]]:
    """Decisions of earlier dates of the series that nothing has ended, the latest first."""
    still = _decisions().where(*_before(meeting), DecisionEnd.decision_id.is_(None))
    return list(
        db.session.execute(still.order_by(Decision.at.desc(), Decision.id.desc()).limit(MOST_STANDING))
    )


def _before(meeting: Occurrence) -> tuple[Any, Any]:
    """Conditions on Occurrence: earlier dates of its series, and of those it goes on from."""
    return queries.of_line(meeting), Occurrence.begins < meeting.begins


def decision(viewer: Any, id: int) -> Decision | None:
    """One decision of a meeting that ``viewer`` may see."""
    found = select(Decision).join(Decision.meeting).join(Occurrence.series).join(Series.space)
    eager = contains_eager(Decision.meeting).contains_eager(Occurrence.series).contains_eager(Series.space)
    return db.session.scalar(found.where(Decision.id == id, visible_to(viewer)).options(eager))


def _actions(owner: Any) -> Select[Any]:
    """Rows with the owner's name, as far as ``owner`` gives it, and the date they come from."""
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
        select(*columns, ActionItem.owner_id, owner.label("owner"), *source)
        .join(Member, Member.id == ActionItem.owner_id)
        .join(Occurrence, Occurrence.id == ActionItem.meeting_id)
    )
    return rows


def _owner(named: bool) -> Any:
    return Member.name if named else null()


def actions_of(meeting: Occurrence, named: bool) -> list[Row[Any]]:
    """What this meeting gave out, open or done."""
    own = _actions(_owner(named)).where(ActionItem.meeting_id == meeting.id).order_by(ActionItem.number)
    return list(db.session.execute(own.limit(MOST_LISTED)))


def carried_over(meeting: Occurrence, named: bool) -> list[Row[Any]]:
    """Open actions from earlier dates of the series, and of those it goes on from, the most urgent first."""
    still = (
        _actions(_owner(named))
        .where(*_before(meeting), ActionItem.state == "open")
        .order_by(ActionItem.due, ActionItem.id)
    )
    return list(db.session.execute(still.limit(MOST_LISTED)))


def register(viewer: Any, which: str, cursor: str = "") -> paging.Page:
    """Actions of all the meetings that ``viewer`` may see, the most urgent first: "own" (open, the viewer's), "open",
    "done"."""
    listed = (
        _actions(speech.grouped(Series.speech, Member.name))
        .join(Occurrence.series)
        .join(Series.space)
        .where(visible_to(viewer))
    )
    listed = listed.where(ActionItem.state == ("done" if which == "done" else "open"))
    if which not in ("open", "done"):
        listed = listed.where(ActionItem.owner_id == viewer.id)
    return paging.read(listed, (ActionItem.due, ActionItem.id), cursor=cursor, descending=which == "done")


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
