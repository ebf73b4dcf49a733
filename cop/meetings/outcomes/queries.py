"""Decisions and actions of meetings, as far as a viewer may see them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, func, null, select
from sqlalchemy.orm import contains_eager

from cop.kernel import paging
from cop.kernel.db import db
from cop.meetings.outcomes.models import ActionItem, Decision, DecisionEnd
from cop.meetings.room.presence_queries import MOST_LISTED
from cop.meetings.series import queries
from cop.meetings.series.models import Occurrence, Series
from cop.members.models import Member
from cop.spaces import speech
from cop.spaces.visibility import visible_to

MOST_STANDING = 50


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
