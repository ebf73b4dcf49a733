"""Numbering posts anew in another thread, and all that goes along. The caller holds the locks of both threads.

Nothing is lost on the way: a post keeps its own address, its old number leads to it, who had read it has read it,
and who chose which letters come from the one thread chose so for the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, insert, literal, null, select, update
from sqlalchemy.orm import aliased

from cop.delivery import levels
from cop.discussions.models import Post, Thread, ThreadMark
from cop.discussions.moving_models import PostMove
from cop.kernel.db import db


def note_moves(source: Thread, target: Thread, seqs: Sequence[int] | None, now: datetime) -> int:
    """Gives the posts of ``source`` with these numbers (None: all) the next numbers of ``target``; how many."""
    after = func.row_number().over(order_by=Post.seq) + target.posts
    chosen: Select[Any] = select(
        Post.thread_id, Post.seq, Post.id, literal(target.id), after, literal(now, PostMove.at.type)
    ).where(Post.thread_id == source.id)
    if seqs is not None:
        chosen = chosen.where(Post.seq.in_(seqs))
    columns = ["thread_id", "seq", "post_id", "to_id", "to_seq", "at"]
    db.session.execute(insert(PostMove).from_select(columns, chosen))
    counted = select(func.count()).where(PostMove.thread_id == source.id, PostMove.to_id == target.id)
    return db.session.scalars(counted).one()


def carry(source: Thread, target: Thread, opening: int | None) -> None:
    """Puts what was noted into ``target``. What answered the whole of ``source`` answers the post numbered ``opening``
    there; None: the thread, as what answers the first post of a thread does."""
    number = _new_number(source, target, Post.seq)
    parent: ColumnElement[Any] = func.nullif(_new_number(source, target, Post.parent_seq), 1)
    if opening is not None:
        answers = Post.parent_seq.is_(None) & (Post.seq > 1)
        parent = case((answers, literal(opening)), (Post.seq == 1, null()), else_=parent)
    going = select(PostMove.seq).where(PostMove.thread_id == source.id, PostMove.to_id == target.id)
    db.session.execute(
        update(Post)
        .where(Post.thread_id == source.id, Post.seq.in_(going))
        .values(thread_id=target.id, seq=number, parent_seq=parent)
        .execution_options(synchronize_session=False)
    )
    db.session.flush()
    db.session.expire_all()


def _new_number(source: Thread, target: Thread, old: Any) -> ColumnElement[Any]:
    moved = select(PostMove.to_seq).where(PostMove.thread_id == source.id, PostMove.seq == old)
    return moved.where(PostMove.to_id == target.id).scalar_subquery()


def _read_of(source: Thread, target: Thread, mark: Any) -> ColumnElement[int]:
    """How many of the posts that went had a number up to ``mark``."""
    gone = select(func.count()).where(PostMove.thread_id == source.id, PostMove.to_id == target.id)
    return gone.where(PostMove.seq <= mark).scalar_subquery()


def carry_marks(source: Thread, target: Thread) -> None:
    """Into a thread that nobody has read yet."""
    read = _read_of(source, target, ThreadMark.seq)
    own = select(ThreadMark.member_id, literal(target.id), read).where(ThreadMark.thread_id == source.id)
    columns = ["member_id", "thread_id", "seq"]
    db.session.execute(insert(ThreadMark).from_select(columns, own.where(read > 0)))


def raise_marks(source: Thread, target: Thread, before: int) -> None:
    """Who had read all ``before`` posts of ``target`` has read those too that they read in ``source``."""
    there = aliased(ThreadMark)
    theirs = select(there.seq).where(there.thread_id == source.id, there.member_id == ThreadMark.member_id)
    read = _read_of(source, target, theirs.correlate(ThreadMark).scalar_subquery())
    whole = (ThreadMark.thread_id == target.id) & (ThreadMark.seq == before)
    raised = update(ThreadMark).where(whole).values(seq=before + read)
    db.session.execute(raised.execution_options(synchronize_session=False))


def carry_levels(source: Thread, target: Thread) -> None:
    levels.copy(source.ref, target.ref)


def recount(thread: Thread) -> None:
    """The counters that follow from the posts that are in it now."""
    counted = select(func.count(Post.author_id.distinct()), func.max(Post.created_at))
    voices, last = db.session.execute(counted.where(Post.thread_id == thread.id)).one()
    thread.voices, thread.last_at, thread.version = voices, last, thread.version + 1
