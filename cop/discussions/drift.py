"""The counters that threads carry, counted anew."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, or_, select

from cop.discussions.models import Post, Thread
from cop.kernel.db import db


def drift() -> Iterable[str]:
    """A sentence for every thread whose counters are not what its posts say."""
    counted = (
        select(
            Post.thread_id,
            func.max(Post.seq).label("posts"),
            func.count(Post.author_id.distinct()).label("voices"),
            func.max(Post.created_at).label("last_at"),
        )
        .group_by(Post.thread_id)
        .subquery()
    )
    differs = or_(
        Thread.posts != func.coalesce(counted.c.posts, 0),
        Thread.voices != func.coalesce(counted.c.voices, 0),
        Thread.last_at != counted.c.last_at,
    )
    wrong = select(Thread.id).outerjoin(counted, counted.c.thread_id == Thread.id).where(differs)
    for id in db.session.scalars(wrong.order_by(Thread.id)):
        yield f"thread {id}: its numbers of posts and voices or its last activity differ from its posts"
