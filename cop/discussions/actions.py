"""Threads and posts as members write them. Every change is made under the thread's lock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from cop.attachments.binding import bind
from cop.delivery.level_rules import ANSWERED, BEGAN, Level
from cop.delivery.levels import raise_level
from cop.discussions import permits, writing
from cop.discussions.models import Post, PostRevision, Thread
from cop.discussions.rules import Kind, demand_open, parent_of
from cop.kernel import text
from cop.kernel.actions import action, lock_row
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid, Stale
from cop.kernel.ledger import record
from cop.kernel.text import Written
from cop.moderation import keeping
from cop.profiles import voices
from cop.spaces.models import Space
from cop.spaces.speech_rules import Speech
from cop.writing.composing import note_links


@action(permits.may_start)
def start_thread(
    space: Space,
    title: str,
    kind: Kind,
    tags: Sequence[str],
    written: Written,
    language: str,
    view: int = 0,
    ai_help: bool = False,
    rule: Speech = Speech.attributed,
    *,
    actor: Any,
    now: datetime,
) -> Thread:
    """A thread with its first post; ``view`` as in ``voices.spoken``. Raises IllegalMove in an archived space."""
    demand_open(None, space.archived_at)
    thread = Thread(space_id=space.id, slug=text.slug(title, "thread"), title=title, kind=kind.value)
    thread.author_id, thread.language, thread.created_at, thread.last_at = actor.id, language, now, now
    thread.posts, thread.voices, thread.speech = 0, 0, rule.value
    db.session.add(thread)
    db.session.flush()
    writing.tag(thread, tags)
    writing.say(thread, None, written, language, view, actor, now, ai_help)
    raise_level(actor.id, thread.ref, space.ref, Level.WATCHING, BEGAN)
    audience = writing.heard_by(thread, space, own=True)
    record("thread_started", thread.ref, actor=actor, now=now, audience=audience, kind=kind.value)
    return thread


@action(permits.may_answer, lock="thread")
def answer(
    thread: Thread,
    written: Written,
    language: str,
    view: int = 0,
    answered: int | None = None,
    ai_help: bool = False,
    *,
    actor: Any,
    now: datetime,
) -> Post:
    """A post in answer to the one numbered ``answered``, or to the thread. Raises IllegalMove, Invalid."""
    space = db.session.get_one(Space, thread.space_id)
    demand_open(thread.locked_at, space.archived_at)
    parent = parent_of(answered)
    if parent is not None:
        _demand_standing(thread, parent)
    post = writing.say(thread, parent, written, language, view, actor, now, ai_help)
    raise_level(actor.id, thread.ref, space.ref, Level.TRACKING, ANSWERED)
    audience = writing.heard_by(thread, space, own=True)
    record("answer_posted", post.ref, actor=actor, now=now, audience=audience, thread=thread.id)
    return post


def _demand_standing(thread: Thread, seq: int) -> None:
    post = writing.numbered(thread, seq)
    if post is None or post.removed_at is not None:
        raise Invalid(
            N_("The post you answer is no longer there. Send your text as an answer to the thread.")
        )


@action(permits.may_edit)
def edit_post(
    post: Post,
    written: Written,
    language: str,
    view: int,
    version: int,
    ai_help: bool = False,
    *,
    actor: Any,
    now: datetime,
) -> Post:
    """Keeps the text as it stood as a revision. Raises Stale when the post was edited after ``version``."""
    space = _lock_thread(post)
    demand_open(post.thread.locked_at, space.archived_at)
    _demand_not_removed(post)
    if post.version != version:
        raise Stale(
            N_("You saved this post from another window meanwhile. Compare the two, then send again."),
            theirs=post.source,
            version=post.version,
        )
    _keep_revision(post)
    writing.put_text(post, written, language, ai_help)
    note_links(post.ref, written.refs, now)
    if written.files is not None:
        post.file_count = bind(post.ref, written.files, actor)
    _speak_for(post, view, actor, now)
    post.edited_at, post.version = now, post.version + 1
    post.thread.version += 1
    audience = writing.heard_by(post.thread, space, own=True)
    record("post_edited", post.ref, actor=actor, now=now, audience=audience, version=post.version)
    return post


def _speak_for(post: Post, view: int, actor: Any, now: datetime) -> None:
    """The mandate that the author held at first stays, unless an authority's view is chosen now."""
    personal, mandate = voices.spoken(actor, view, now)
    post.personal = post.personal if mandate is None and post.mandate_id else personal
    post.mandate_id = mandate if view else post.mandate_id or mandate


def _lock_thread(post: Post) -> Space:
    """Posts are always changed under their thread's lock, so that two writers never wait for each other."""
    lock_row(post.thread)
    db.session.refresh(post)
    return db.session.get_one(Space, post.thread.space_id)


def _demand_not_removed(post: Post) -> None:
    if post.removed_at is not None:
        raise IllegalMove(N_("This post was removed already."))


def _keep_revision(post: Post) -> None:
    db.session.add(
        PostRevision(
            post_id=post.id,
            number=post.version,
            source=post.source,
            html=post.html,
            renderer=post.renderer,
            language=post.language,
            ai_help=post.ai_help,
            written_at=post.edited_at or post.created_at,
        )
    )


@action(permits.may_remove)
def remove_post(post: Post, reason: str, *, actor: Any, now: datetime) -> Post:
    """Takes the text off the page and leaves a stub with the reason; answers to it stay.

    Its author may appeal against a moderator's removal: see ``cop.moderation``.
    """
    space = _lock_thread(post)
    _demand_not_removed(post)
    post.removed_at, post.removed_by_id, post.removed_reason = now, actor.id, reason
    post.folded_at = None
    if post.thread.accepted_seq == post.seq:
        post.thread.accepted_seq = None
    post.thread.version += 1
    note_links(post.ref, (), now)
    own = actor.id == post.author_id
    audience = writing.heard_by(post.thread, space, own)
    record("post_removed", post.ref, actor=actor, now=now, audience=audience, by_author=own)
    keeping.note_removal(post, reason, actor, now)
    return post


@action(permits.may_moderate)
def restore_post(post: Post, *, actor: Any, now: datetime) -> Post:
    """What a moderator removed stands again as it was. Raises IllegalMove for what its author took back."""
    space = _lock_thread(post)
    if post.removed_at is None or post.removed_by_id == post.author_id:
        raise IllegalMove(N_("Only what a moderator removed can be brought back."))
    post.removed_at, post.removed_by_id, post.removed_reason = None, None, ""
    post.thread.version += 1
    note_links(post.ref, text.tied(post.html), now)
    record("post_restored", post.ref, actor=actor, now=now, audience=space.audience)
    return post
