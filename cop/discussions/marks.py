"""How far a viewer has read, as parts of the queries of pages and lists."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case, func, literal, select

from cop.discussions.models import Post, SpaceMark, Thread, ThreadMark


class Stand:
    """Stands for all viewers of one kind while a statement is put together; who it is comes when it runs."""

    def __init__(self, is_member: bool, roles: frozenset[str]) -> None:
        self.is_member, self.roles = is_member, roles
        self.id = bindparam("viewer", type_=Thread.author_id.type)
        self.joined = bindparam("joined", type_=Thread.last_at.type)


def mark(viewer: Any) -> ColumnElement[int | None]:
    own = select(ThreadMark.seq).where(ThreadMark.thread_id == Thread.id, ThreadMark.member_id == viewer.id)
    return own.correlate(Thread).scalar_subquery()


def baseline(viewer: Any) -> ColumnElement[datetime]:
    """What was written until then counts as read: when the space was marked, else when the viewer joined."""
    own = select(SpaceMark.at).where(SpaceMark.space_id == Thread.space_id, SpaceMark.member_id == viewer.id)
    known = isinstance(viewer, Stand)
    since = viewer.joined if known else literal(joined(viewer), Thread.last_at.type)
    return func.coalesce(own.correlate(Thread).scalar_subquery(), since)


def old(viewer: Any) -> ColumnElement[int]:
    """The number before the first post that was written after the baseline: all of them where there is none."""
    later = select(Post.seq - 1).where(Post.thread_id == Thread.id, Post.created_at > baseline(viewer))
    first = later.order_by(Post.created_at, Post.seq).limit(1).correlate(Thread).scalar_subquery()
    return func.coalesce(first, Thread.posts)


def joined(viewer: Any) -> datetime:
    return viewer.active_at or viewer.registered_at


def unread(viewer: Any) -> ColumnElement[int]:
    if not viewer.is_member:
        return literal(0)
    fresh = Thread.last_at > baseline(viewer)
    before, read = old(viewer), func.coalesce(mark(viewer), 0)
    return case((fresh, Thread.posts - case((read > before, read), else_=before)), else_=0)
