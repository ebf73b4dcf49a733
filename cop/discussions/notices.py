"""Who hears of a new answer."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from cop.delivery.letters import Letter
from cop.delivery.level_queries import chosen, watchers
from cop.delivery.level_rules import Level
from cop.discussions.models import Post
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.refs import ref, split
from cop.writing.mentions import named_in

WATCHED, ANSWERED, NAMED = range(3)


def answer_posted(entry: Entry) -> Iterable[Letter]:
    """Whom it names or answers, and who watches the thread, unless muted; not who wrote it."""
    post = db.session.get_one(Post, split(entry.subject)[1])
    urgent = dict.fromkeys(watchers(post.thread.ref, _around(post)), WATCHED)
    urgent |= dict.fromkeys(_answered(post), ANSWERED) | dict.fromkeys(_named(post, entry), NAMED)
    return [_letter(post, entry, to, urgent[to]) for to in sorted(urgent.keys() - {post.author_id})]


def thread_started(entry: Entry) -> Iterable[Letter]:
    """Whom its first post names."""
    first = select(Post).where(Post.thread_id == split(entry.subject)[1], Post.seq == 1)
    return _to_named(db.session.scalars(first).one(), entry)


def post_edited(entry: Entry) -> Iterable[Letter]:
    """Whom the edit names and the text before did not."""
    return _to_named(db.session.get_one(Post, split(entry.subject)[1]), entry)


def _to_named(post: Post, entry: Entry) -> Iterable[Letter]:
    return [_letter(post, entry, to, NAMED) for to in sorted(_named(post, entry))]


def _letter(post: Post, entry: Entry, to: int, urgent: int) -> Letter:
    about = {"post": post.id, "to_you": int(urgent == ANSWERED), "named": int(urgent == NAMED)}
    about["edited"] = int(entry.verb == "post_edited")
    return Letter("answer", to, about, entry.id, post.thread.ref, urgent)


def _named(post: Post, entry: Entry) -> set[int]:
    """Whom the post names since this entry, where their level is Normal or more."""
    named = named_in(post.ref, entry.at) - {post.author_id}
    return {one for one in named if _level(one, post) is not Level.MUTED}


def _around(post: Post) -> str:
    return ref("space", post.thread.space_id)


def _answered(post: Post) -> set[int]:
    """The author of the post that this one answers, where their level is Normal or more."""
    parent = select(Post.author_id).where(
        Post.thread_id == post.thread_id, Post.seq == (post.parent_seq or 1)
    )
    author = db.session.scalars(parent).one()
    return {author} if _level(author, post) is not Level.MUTED else set()


def _level(member_id: int, post: Post) -> Level:
    return chosen(member_id, post.thread.ref, _around(post)).level


NOTICES = {"answer_posted": answer_posted, "thread_started": thread_started, "post_edited": post_edited}
