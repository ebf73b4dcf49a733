"""Threads and posts as search finds them: by whoever may read their space."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from cop.discussions.models import Post, Tag, Thread, ThreadTag
from cop.discussions.rules import told_at
from cop.kernel import text
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.refs import ref
from cop.kernel.seeking import Found, Level, Source, after
from cop.spaces.speech import grouped, named
from cop.spaces.speech_rules import names_people

SPEAKER = (grouped(Thread.speech, Post.group_key, ""), named(Thread.speech, Post.country, ""))
"""Group and country by which a search may be narrowed: what the rule of speech tells of the author."""

WITH_ALL_POSTS = ("thread_moved", "thread_split", "thread_merged")


def _threads(ids: list[int]) -> Iterable[Found]:
    """Title and tags, as of the group and country of who began it."""
    tags = select(func.aggregate_strings(Tag.name, " ")).join(ThreadTag, ThreadTag.tag_key == Tag.key)
    tags = tags.where(ThreadTag.thread_id == Thread.id)
    columns = select(Thread.id, Thread.title, Thread.created_at, Thread.space_id, Thread.language)
    columns = columns.add_columns(tags.correlate(Thread).scalar_subquery(), *SPEAKER)
    begun: Any = columns.join(Post, (Post.thread_id == Thread.id) & (Post.seq == 1))
    begun = begun.where(Thread.id.in_(ids), Thread.merged_into_id.is_(None))
    for id, title, at, space, language, tagged, group, country in db.session.execute(begun):
        day = at if country else told_at(at)
        yield Found(ref("thread", id), title, tagged or "", day, Level.SPACE, space, language, group, country)


def _posts(ids: list[int]) -> Iterable[Found]:
    """Those that stand."""
    columns = select(Post.id, Post.html, Post.created_at, Thread.space_id, Post.language)
    standing = columns.add_columns(*SPEAKER).join(Thread, Thread.id == Post.thread_id)
    for id, html, *rest in db.session.execute(standing.where(Post.id.in_(ids), Post.removed_at.is_(None))):
        at, space, language, group, country = rest
        day = at if country else told_at(at)
        yield Found(ref("post", id), "", text.plain(html), day, Level.SPACE, space, language, group, country)


def _along(thread: int, verb: str) -> list[str]:
    """The first post, which shows the thread's title; all of them where they got another place or rule of speech."""
    posts = select(Post.id).where(Post.thread_id == thread)
    if verb not in WITH_ALL_POSTS and _names_people(thread):
        posts = posts.where(Post.seq == 1)
    merged = select(Thread.id).where(Thread.merged_into_id == thread)
    return [
        *(ref("post", id) for id in db.session.scalars(posts)),
        *(ref("thread", id) for id in db.session.scalars(merged)),
    ]


def _names_people(thread: int) -> bool:
    return names_people(db.session.scalars(select(Thread.speech).where(Thread.id == thread)).one())


def offline(thread: int) -> tuple[str, str]:
    """What the thread begins with as HTML, and its language, for who takes it along and may read it."""
    first = select(Post.html, Post.language).where(Post.thread_id == thread, Post.seq == 1)
    row = db.session.execute(first.where(Post.removed_at.is_(None))).one_or_none()
    return (row.html, row.language) if row else ("", "")


SOURCES = {
    "thread": Source(N_("Thread"), N_("Threads"), _threads, after(Thread.id), _along),
    "post": Source(N_("Post"), N_("Posts"), _posts, after(Post.id)),
}
