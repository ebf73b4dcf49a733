"""Lists of threads and spaces: each one query, however many rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, literal, select

from cop.delivery.level_queries import level_of, nearer_level_of
from cop.delivery.level_rules import Level
from cop.discussions import marks
from cop.discussions.models import Thread
from cop.kernel import paging
from cop.kernel.db import db
from cop.members.models import Member
from cop.spaces import speech
from cop.spaces.models import Space
from cop.spaces.visibility import visible_to

LATEST = 8


def listed(viewer: Any) -> Any:
    """Threads as lists show them; ``unread``: how many posts ``viewer`` has not seen (0 for who is not a member).

    ``author`` is None where the rule of speech names nobody.
    """
    return (
        select(
            Thread.id,
            Thread.slug,
            Thread.title,
            Thread.kind,
            Thread.language,
            Thread.pinned,
            Thread.locked_at,
            Thread.accepted_seq,
            Thread.posts,
            Thread.voices,
            Thread.speech,
            Thread.last_at,
            speech.named(Thread.speech, Member.name).label("author"),
            Space.slug.label("space"),
            Space.title.label("space_title"),
            marks.unread(viewer).label("unread"),
        )
        .join(Member, Member.id == Thread.author_id)
        .join(Space, Space.id == Thread.space_id)
        .where(Thread.merged_into_id.is_(None))
    )


def level_here(viewer: Any) -> ColumnElement[int]:
    """The level that ``viewer`` has for the thread."""
    return level_of(viewer, *_names())


def level_nearby(viewer: Any) -> ColumnElement[int | None]:
    """The level that ``viewer`` has for the thread or its space; NULL where they chose none."""
    return nearer_level_of(viewer, *_names())


def _names() -> tuple[ColumnElement[str], ColumnElement[str]]:
    return literal("thread:") + cast(Thread.id, Text), literal("space:") + cast(Thread.space_id, Text)


def threads(space: Space, viewer: Any, cursor: str) -> paging.Page:
    """Threads of a space that the caller may see: pinned ones first, then by last activity."""
    found = listed(viewer).where(Thread.space_id == space.id)
    return paging.read(found, (Thread.pinned, Thread.last_at, Thread.id), cursor=cursor)


def latest(viewer: Any, most: int = LATEST) -> Sequence[Any]:
    """The threads with the newest posts in all spaces that ``viewer`` may see; for a member with their ``level``, and
    without what they muted."""
    found = listed(viewer).where(visible_to(viewer), Space.archived_at.is_(None))
    if viewer.is_member:
        level = level_here(viewer)
        found = found.add_columns(level.label("level")).where(level > int(Level.MUTED))
    return db.session.execute(found.order_by(Thread.last_at.desc(), Thread.id.desc()).limit(most)).all()


def spaces(viewer: Any) -> Sequence[Any]:
    """Spaces that ``viewer`` may see, archived ones last, each with its thread of the last activity (or none)."""
    newest = select(Thread.id).where(Thread.space_id == Space.id, Thread.merged_into_id.is_(None))
    newest = newest.order_by(Thread.last_at.desc(), Thread.id.desc()).limit(1)
    return db.session.execute(
        select(
            Space.id,
            Space.slug,
            Space.title,
            Space.mandate,
            Space.visibility,
            Space.archived_at,
            Thread.id.label("thread_id"),
            Thread.slug.label("thread_slug"),
            Thread.title.label("thread_title"),
            Thread.speech,
            Thread.last_at,
        )
        .outerjoin(Thread, Thread.id == newest.correlate(Space).scalar_subquery())
        .where(visible_to(viewer))
        .order_by(Space.archived_at.is_not(None), Space.order, Space.id)
    ).all()


def unanswered_choice(viewer: Any, since: datetime, most: int = 5) -> Sequence[Any]:
    """Own questions that others answered after ``since`` and that have no accepted answer."""
    own = and_(Thread.author_id == viewer.id, Thread.kind == "question", Thread.accepted_seq.is_(None))
    answered = and_(Thread.voices > 1, Thread.last_at > since, Thread.locked_at.is_(None))
    found = listed(viewer).where(own, answered, visible_to(viewer))
    return db.session.execute(found.order_by(Thread.last_at.desc(), Thread.id.desc()).limit(most)).all()
