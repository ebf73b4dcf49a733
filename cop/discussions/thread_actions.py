"""What is done to a thread as a whole: its title and kind, its accepted answer, its lock and its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from cop.discussions import permits, writing
from cop.discussions.models import Thread
from cop.discussions.rules import Kind, demand_acceptable, demand_open
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Stale
from cop.spaces.models import Space
from cop.spaces.speech_rules import Speech, demand_kept


@action(permits.may_edit_thread, lock="thread")
def edit_thread(
    thread: Thread,
    title: str,
    kind: Kind,
    tags: Sequence[str],
    revision: int,
    rule: Speech | None = None,
    *,
    actor: Any,
    now: datetime,
) -> Thread:
    """Its address stays. Raises Stale when title, kind, tags or rule changed after ``revision``, and IllegalMove."""
    space = db.session.get_one(Space, thread.space_id)
    demand_open(None if permits.may_moderate(actor, thread) else thread.locked_at, space.archived_at)
    if thread.revision != revision:
        raise Stale(
            N_("Someone changed the title or kind while you wrote. Compare, then send again."),
            theirs=thread.title,
            version=thread.revision,
        )
    if rule is not None:
        demand_kept(thread.speech, rule.value, relied_on=thread.voices > 1 or actor.id != thread.author_id)
        thread.speech = rule.value
    if kind is not Kind.question:
        thread.accepted_seq = None
    thread.title, thread.kind = title, kind.value
    thread.revision, thread.version = thread.revision + 1, thread.version + 1
    writing.tag(thread, tags)
    writing.note("thread_edited", thread, actor, now, kind=kind.value)
    return thread


@action(permits.may_accept, lock="thread")
def accept_answer(thread: Thread, seq: int, *, actor: Any, now: datetime) -> None:
    """Raises IllegalMove for what is not a standing answer to a question."""
    post = writing.numbered(thread, seq)
    demand_acceptable(Kind(thread.kind), seq, post is None or post.removed_at is not None)
    thread.accepted_seq, thread.version = seq, thread.version + 1
    writing.note("answer_accepted", thread, actor, now, post=post.id if post else 0)


@action(permits.may_accept, lock="thread")
def withdraw_acceptance(thread: Thread, *, actor: Any, now: datetime) -> None:
    if thread.accepted_seq is None:
        raise IllegalMove(N_("No answer is accepted."))
    thread.accepted_seq, thread.version = None, thread.version + 1
    writing.note("acceptance_withdrawn", thread, actor, now)


@action(permits.may_moderate, lock="thread")
def lock_thread(thread: Thread, *, actor: Any, now: datetime) -> None:
    """Nobody writes in it any more; all can read it."""
    if thread.locked_at is not None:
        raise IllegalMove(N_("The thread is locked already."))
    thread.locked_at, thread.version = now, thread.version + 1
    writing.note("thread_locked", thread, actor, now)


@action(permits.may_moderate, lock="thread")
def unlock_thread(thread: Thread, *, actor: Any, now: datetime) -> None:
    if thread.locked_at is None:
        raise IllegalMove(N_("The thread is open already."))
    thread.locked_at, thread.version = None, thread.version + 1
    writing.note("thread_unlocked", thread, actor, now)


@action(permits.may_moderate, lock="thread")
def pin_thread(thread: Thread, *, actor: Any, now: datetime) -> None:
    """Puts it first in its space."""
    thread.pinned, thread.version = True, thread.version + 1
    writing.note("thread_pinned", thread, actor, now)


@action(permits.may_moderate, lock="thread")
def unpin_thread(thread: Thread, *, actor: Any, now: datetime) -> None:
    thread.pinned, thread.version = False, thread.version + 1
    writing.note("thread_unpinned", thread, actor, now)
