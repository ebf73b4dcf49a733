"""Threads that go to another space, in two, or into one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from cop.discussions import moving, permits, writing
from cop.discussions.models import Post, Thread
from cop.discussions.rules import Kind, branch, demand_movable, demand_no_wider, demand_open
from cop.kernel import refs, text
from cop.kernel.actions import action, lock_row
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove
from cop.spaces.models import Space
from cop.spaces.speech_rules import strictest


@action(permits.may_moderate, lock="thread")
def move_thread(thread: Thread, space: Space, *, actor: Any, now: datetime) -> Thread:
    """Its addresses lead to the new one. Raises Forbidden for who does not moderate both spaces, and IllegalMove where
    it would get readers for whom its posts were not written."""
    permits.may_moderate.check(actor, space)
    if space.id == thread.space_id:
        raise IllegalMove(N_("The thread is in this space already."), field="place")
    _demand_room(thread, space)
    before, thread.space_id, thread.pinned = thread.space_id, space.id, False
    thread.version += 1
    writing.note("thread_moved", thread, actor, now, before=before, space=space.id)
    return thread


def _demand_room(thread: Thread, space: Space) -> None:
    demand_open(None, space.archived_at)
    if space.id != thread.space_id:
        demand_no_wider(db.session.get_one(Space, thread.space_id).visibility, space.visibility)


@action(permits.may_moderate, lock="thread")
def split_thread(
    thread: Thread, seqs: Sequence[int], title: str, kind: Kind, *, actor: Any, now: datetime
) -> Thread:
    """A new thread in the same space, of these posts and all that answers them. It is its first post's author's.

    Raises IllegalMove without a standing post, or when the first post of all is among them.
    """
    numbers = branch(_pairs(thread, min(seqs, default=0)), seqs)
    first = writing.numbered(thread, numbers[0]) if numbers else None
    if first is None or first.seq == 1:
        raise IllegalMove(
            N_(
                "Choose the answer with which the new thread begins. Move the whole thread if it is the first post."
            )
        )
    demand_movable(len(numbers))
    made = _begin(thread, first, title, kind)
    made.posts = moving.note_moves(thread, made, numbers, now)
    moving.carry(thread, made, None)
    moving.carry_marks(thread, made)
    moving.carry_levels(thread, made)
    _forget_accepted(thread, numbers)
    moving.recount(thread)
    moving.recount(made)
    refs.link(made.ref, thread.ref, "split", now)
    writing.note("thread_split", made, actor, now, before=thread.id, posts=made.posts)
    return made


def _pairs(thread: Thread, least: int) -> Sequence[Any]:
    rows = select(Post.seq, Post.parent_seq).where(Post.thread_id == thread.id, Post.seq >= least)
    return db.session.execute(rows.order_by(Post.seq)).all()


def _begin(thread: Thread, first: Post, title: str, kind: Kind) -> Thread:
    """Without a post yet."""
    made = Thread(space_id=thread.space_id, slug=text.slug(title, "thread"), title=title, kind=kind.value)
    made.author_id, made.language = first.author_id, first.language
    made.created_at = made.last_at = first.created_at
    made.posts, made.voices, made.speech = 0, 0, thread.speech
    db.session.add(made)
    db.session.flush()
    return made


def _forget_accepted(thread: Thread, numbers: Sequence[int]) -> None:
    """An answer that went away answers nothing here."""
    if thread.accepted_seq in numbers:
        thread.accepted_seq = None


@action(permits.may_moderate)
def merge_thread(thread: Thread, target: Thread, *, actor: Any, now: datetime) -> Thread:
    """The posts of ``thread`` at the end of ``target``, as one branch under its first; its addresses lead there.
    Of the two rules of speech the stricter holds for all of them.

    Raises Forbidden for who does not moderate both, and IllegalMove as ``move_thread`` does.
    """
    permits.may_moderate.check(actor, target)
    for row in sorted((thread, target), key=lambda one: one.id):
        lock_row(row)
    _demand_two(thread, target)
    _demand_room(thread, db.session.get_one(Space, target.space_id))
    demand_movable(thread.posts)
    before = target.posts
    moved = moving.note_moves(thread, target, None, now)
    moving.carry(thread, target, before + 1)
    target.posts, target.speech = before + moved, strictest(thread.speech, target.speech)
    moving.raise_marks(thread, target, before)
    moving.carry_levels(thread, target)
    _leave(thread, target)
    moving.recount(target)
    writing.note("thread_merged", target, actor, now, before=thread.id, posts=moved)
    return target


def _demand_two(thread: Thread, target: Thread) -> None:
    """Raises IllegalMove unless both stand by themselves."""
    if thread.id == target.id:
        raise IllegalMove(N_("A thread cannot be merged into itself. Choose another."), field="place")
    if thread.merged_into_id or target.merged_into_id:
        raise IllegalMove(N_("One of the two was merged into another thread meanwhile. Open it again."))


def _leave(thread: Thread, target: Thread) -> None:
    """What led to ``thread``, also what was merged into it before, leads to ``target``."""
    db.session.execute(
        update(Thread).where(Thread.merged_into_id == thread.id).values(merged_into_id=target.id)
    )
    thread.merged_into_id, thread.accepted_seq, thread.voices = target.id, None, 0
    thread.pinned, thread.version = False, thread.version + 1
