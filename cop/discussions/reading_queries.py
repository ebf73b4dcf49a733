"""One query for a thread with all that its page needs to know of whoever reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam, cast, exists, false, func, literal, null, or_, select
from sqlalchemy.orm import aliased

from cop.clearance.queries import is_typing
from cop.delivery.level_models import EVERYWHERE, NotificationLevel
from cop.delivery.level_queries import Chosen
from cop.discussions import marks
from cop.discussions.models import Tag, Thread, ThreadTag
from cop.discussions.summary_models import Summary
from cop.kernel.db import db
from cop.kernel.refs import Link
from cop.spaces.models import Space
from cop.spaces.visibility import belongs, visible_to

LEVELS = ("level", "level_why", "level_around", "level_everywhere")


@dataclass(frozen=True)
class Reading:
    """A thread as one viewer reads it: ``mark`` and ``old`` are the highest numbers seen, and written before the
    viewer joined or marked the space as read; 0 for none. ``tags``: names. ``linked``: whether any ref speaks of it;
    ``summed``: the languages it has a summary in; ``typing``: whether an unsent text of the viewer's is kept for it."""

    viewer_id: int | None
    id: int
    space_id: int
    slug: str
    title: str
    kind: str
    author_id: int
    pinned: bool
    locked_at: datetime | None
    accepted_seq: int | None
    posts: int
    voices: int
    speech: str
    last_at: datetime
    version: int
    space: str
    space_title: str
    visibility: str
    archived_at: datetime | None
    tags: str
    summed: str
    facilitated: bool
    mark: int
    old: int
    linked: bool
    typing: bool
    level: int | None
    level_why: str | None
    level_around: int | None
    level_everywhere: int | None

    @property
    def ref(self) -> str:
        return f"thread:{self.id}"

    @property
    def seen(self) -> int:
        return max(self.mark, self.old)

    @property
    def chosen(self) -> Chosen:
        """Which letters the viewer gets."""
        return Chosen(self.level, self.level_around, self.level_everywhere, self.level_why or "")


def reading(viewer: Any, id: int, **_address: str) -> Reading | None:
    """The thread with what its page needs to know of ``viewer``, or the one into which it was merged; one query."""
    asked: dict[str, Any] = {"thread": id}
    if viewer.is_member:
        asked |= {"viewer": viewer.id, "joined": marks.joined(viewer)}
    row = db.session.connection().execute(_reading_by(viewer.is_member, viewer.roles), asked).first()
    return Reading(viewer_id=viewer.id, **row._mapping) if row else None


@cache
def _reading_by(is_member: bool, roles: frozenset[str]) -> Any:
    viewer = marks.Stand(is_member, roles)
    own = literal("thread:") + cast(Thread.id, Text)
    columns = [getattr(Thread, name) for name in Reading.__annotations__ if name in Thread.__mapper__.columns]
    return (
        select(
            *columns,
            Space.slug.label("space"),
            Space.title.label("space_title"),
            Space.visibility,
            Space.archived_at,
            func.coalesce(_tags(), "").label("tags"),
            func.coalesce(_summed(), "").label("summed"),
            *_of_viewer(viewer),
            exists().where(or_(Link.source == own, Link.target == own)).label("linked"),
            (is_typing(viewer.id, own) if is_member else false()).label("typing"),
        )
        .join(Space, Space.id == Thread.space_id)
        .where(Thread.id == _standing(), visible_to(viewer))
    )


def _standing() -> ColumnElement[int | None]:
    """The id of the thread into which the one asked for was merged, or its own."""
    asked = aliased(Thread)
    into = select(func.coalesce(asked.merged_into_id, asked.id)).where(asked.id == bindparam("thread"))
    return into.scalar_subquery()


def _tags() -> ColumnElement[str]:
    named = select(func.aggregate_strings(Tag.name, "\n")).join(ThreadTag, ThreadTag.tag_key == Tag.key)
    return named.where(ThreadTag.thread_id == Thread.id).correlate(Thread).scalar_subquery()


def _summed() -> ColumnElement[str]:
    written = select(func.aggregate_strings(Summary.language, " ")).where(Summary.thread_id == Thread.id)
    return written.correlate(Thread).scalar_subquery()


def _of_viewer(viewer: Any) -> tuple[ColumnElement[Any], ...]:
    if not viewer.is_member:
        nothing = (null().label(name) for name in LEVELS)
        return false().label("facilitated"), literal(0).label("mark"), literal(0).label("old"), *nothing
    return (
        belongs(viewer, facilitator=True).label("facilitated"),
        func.coalesce(marks.mark(viewer), 0).label("mark"),
        marks.old(viewer).label("old"),
        *_levels(viewer),
    )


def _levels(viewer: Any) -> Iterable[ColumnElement[Any]]:
    """In the order of LEVELS."""
    around = literal("space:") + cast(Thread.space_id, Text)
    own = literal("thread:") + cast(Thread.id, Text)
    asked = [
        (NotificationLevel.level, own),
        (NotificationLevel.why, own),
        (NotificationLevel.level, around),
        (NotificationLevel.level, literal(EVERYWHERE)),
    ]
    for name, (column, subject) in zip(LEVELS, asked, strict=True):
        said = select(column).where(
            NotificationLevel.member_id == viewer.id, NotificationLevel.subject == subject
        )
        yield said.correlate(Thread).scalar_subquery().label(name)
