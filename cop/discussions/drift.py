"""The counters that threads carry, counted anew."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import case, func, or_, select

from cop.discussions.models import Post, Thread
from cop.discussions.moving_models import PostMove
from cop.discussions.reaction_models import Reaction
from cop.discussions.rules import Said
from cop.kernel.db import db


def reactions() -> Iterable[str]:
    """A sentence for every post whose numbers of reactions are not what was given."""
    counters = {kind.value: getattr(Post, kind.value) for kind in Said}
    given = select(Reaction.post_id, Reaction.kind, func.count().label("number"))
    counted = given.group_by(Reaction.post_id, Reaction.kind).subquery()
    for kind, counter in counters.items():
        same = (counted.c.post_id == Post.id) & (counted.c.kind == kind)
        differs = counter != func.coalesce(counted.c.number, 0)
        for id in db.session.scalars(
            select(Post.id).outerjoin(counted, same).where(differs).order_by(Post.id)
        ):
            yield f"post {id}: its number of reactions of the kind {kind} differs from those given"


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
    gone = select(func.coalesce(func.max(PostMove.seq), 0)).where(PostMove.thread_id == Thread.id)
    away = gone.correlate(Thread).scalar_subquery()
    here = func.coalesce(counted.c.posts, 0)
    differs = or_(
        Thread.posts != case((here > away, here), else_=away),
        Thread.voices != func.coalesce(counted.c.voices, 0),
        Thread.last_at != counted.c.last_at,
    )
    wrong = select(Thread.id).outerjoin(counted, counted.c.thread_id == Thread.id).where(differs)
    for id in db.session.scalars(wrong.order_by(Thread.id)):
        yield f"thread {id}: its numbers of posts and voices or its last activity differ from its posts"
