"""What the actions share: how a post enters a thread, and what follows from it. The caller holds the thread's lock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from cop.attachments.binding import bind
from cop.discussions.models import Post, Tag, Thread, ThreadMark, ThreadTag
from cop.kernel import text
from cop.kernel.db import db, is_postgresql
from cop.kernel.ledger import record
from cop.kernel.text import Written
from cop.profiles import voices
from cop.spaces import speech
from cop.spaces.models import Space
from cop.writing.composing import note_links

EXCERPT = 160  # characters


def say(
    thread: Thread,
    parent: int | None,
    written: Written,
    language: str,
    view: int,
    author: Any,
    now: datetime,
    ai_help: bool = False,
) -> Post:
    """The next post, with the counters that follow from it; the thread is locked."""
    post = Post(thread_id=thread.id, seq=thread.posts + 1, parent_seq=parent, author_id=author.id)
    post.group_key, post.country = author.group_key, author.country
    post.organisation_id, post.created_at = author.organisation_id, now
    post.personal, post.mandate_id = voices.spoken(author, view, now)
    put_text(post, written, language, ai_help)
    thread.voices += not _spoke(thread, author)
    thread.posts, thread.last_at, thread.version = post.seq, now, thread.version + 1
    db.session.add(post)
    db.session.flush()
    note_links(post.ref, written.refs, now)
    post.file_count = bind(post.ref, written.files or (), author)
    raise_mark(author.id, thread.id, post.seq)
    return post


def put_text(post: Post, written: Written, language: str, ai_help: bool) -> None:
    post.ai_help = ai_help
    post.source, post.html, post.renderer = written.source, written.html, written.renderer
    post.excerpt, post.language = text.excerpt(written.html, EXCERPT), language


def _spoke(thread: Thread, author: Any) -> bool:
    said = select(Post.id).where(Post.thread_id == thread.id, Post.author_id == author.id).limit(1)
    return db.session.scalar(said) is not None


def tag(thread: Thread, keys: Sequence[str]) -> None:
    db.session.execute(delete(ThreadTag).where(ThreadTag.thread_id == thread.id))
    known = db.session.scalars(select(Tag.key).where(Tag.key.in_(keys)))
    db.session.add_all(ThreadTag(thread_id=thread.id, tag_key=key) for key in known)


def numbered(thread: Thread, seq: int) -> Post | None:
    return db.session.scalar(select(Post).where(Post.thread_id == thread.id, Post.seq == seq))


def raise_mark(member_id: int, thread_id: int, seq: int) -> None:
    mark = (postgresql if is_postgresql() else sqlite).insert(ThreadMark)
    raised = mark.values(member_id=member_id, thread_id=thread_id, seq=seq).on_conflict_do_update(
        index_elements=[ThreadMark.member_id, ThreadMark.thread_id],
        set_={"seq": mark.excluded.seq},
        where=ThreadMark.seq < mark.excluded.seq,
    )
    db.session.execute(raised)


def note(verb: str, thread: Thread, actor: Any, now: datetime, **facts: object) -> None:
    own = actor.id == thread.author_id
    audience = heard_by(thread, db.session.get_one(Space, thread.space_id), own)
    record(verb, thread.ref, actor=actor, now=now, audience=audience, by_author=own, **facts)


def heard_by(thread: Thread, space: Space, own: bool) -> str:
    """The audience of the ledger's entry; ``own``: what its author does, whom the rule of speech may not name."""
    return speech.audience(thread.speech, space.audience) if own else space.audience
