"""A thread, a post, and where they are, for whoever may read them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from cop.discussions.models import Post, PostRevision, Tag, Thread, ThreadTag
from cop.discussions.moving_models import PostMove
from cop.kernel.db import db
from cop.kernel.refs import Resolved, ref
from cop.spaces.models import Space
from cop.spaces.speech_rules import names_people
from cop.spaces.visibility import visible_to


def thread(viewer: Any, id: int) -> Thread | None:
    """One that has not been merged into another."""
    visible = select(Thread).join(Space, Space.id == Thread.space_id).where(visible_to(viewer))
    return db.session.scalar(visible.where(Thread.id == id, Thread.merged_into_id.is_(None)))


def post(viewer: Any, id: int) -> Post | None:
    """A post that stands or stood, in a thread that ``viewer`` may read."""
    return db.session.scalar(_visible_posts(viewer).where(Post.id == id))


def _visible_posts(viewer: Any) -> Any:
    lies = select(Post).join(Thread, Thread.id == Post.thread_id).join(Space, Space.id == Thread.space_id)
    return lies.where(visible_to(viewer))


def moved(thread_id: int, seq: int) -> int | None:
    """The id of the post that had this number in the thread before it went to another."""
    gone = select(PostMove.post_id).where(PostMove.thread_id == thread_id, PostMove.seq == seq)
    return db.session.scalar(gone)


def revisions(post: Post) -> list[PostRevision]:
    """Earlier texts, newest first."""
    earlier = select(PostRevision).where(PostRevision.post_id == post.id)
    return list(db.session.scalars(earlier.order_by(PostRevision.number.desc())))


def tags() -> list[Tag]:
    return list(db.session.scalars(select(Tag).order_by(Tag.order, Tag.key)))


def tags_of(thread: Thread) -> list[str]:
    return list(db.session.scalars(select(ThreadTag.tag_key).where(ThreadTag.thread_id == thread.id)))


def address(row: Any, space: str = "", seq: int = 0) -> str:
    """Where a thread is, from a row or thread with ``id`` and ``slug``; at the post numbered ``seq`` if told."""
    here = url_for("discussions.thread", space=space or row.space, id=row.id, slug=row.slug)
    return f"{here}?from={seq}" if seq else here


def first_new(row: Any) -> str:
    """Where ``unread`` posts of a listed thread begin."""
    return address(row, seq=row.posts - row.unread + 1 if row.unread < row.posts else 0)


def threads_resolved(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    """One that was merged resolves to the thread in which its posts are now."""
    asked, spaced = aliased(Thread), Space.slug.label("space")
    columns = select(asked.id.label("asked"), Thread.id, Thread.slug, Thread.title, Thread.speech, spaced)
    seen = (
        columns.join(Thread, Thread.id == func.coalesce(asked.merged_into_id, asked.id))
        .join(Space, Space.id == Thread.space_id)
        .where(asked.id.in_(ids), visible_to(viewer))
    )
    for row in db.session.execute(seen):
        unnamed = not names_people(row.speech)
        yield Resolved(ref("thread", row.asked), "thread", row.title, address(row), unnamed=unnamed)


def posts_resolved(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    """A removed post is known to officers alone, so that who removed it can be found."""
    columns = _visible_posts(viewer).with_only_columns(
        Post.id, Thread.title, Thread.id, Thread.speech, Post.ai_help
    )
    visible = columns.where(Post.id.in_(ids))
    if "officer" not in viewer.roles:
        visible = visible.where(Post.removed_at.is_(None))
    for id, title, thread, rule, ai_help in db.session.execute(visible):
        here, unnamed = url_for("posts.post", id=id), not names_people(rule)
        within = ref("thread", thread)
        note = gettext("Written with the help of AI") if ai_help else ""
        yield Resolved(ref("post", id), "post", title, here, note, within, unnamed)
