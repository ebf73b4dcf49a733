"""Who hears of a new answer, and in which words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import select

from cop.delivery.letters import Letter, Mail, write
from cop.delivery.level_forms import state
from cop.delivery.level_queries import chosen, watchers
from cop.delivery.level_rules import Level
from cop.discussions import queries
from cop.discussions.models import Post, Thread, ThreadMark
from cop.kernel import limits
from cop.kernel.db import db
from cop.kernel.errors import TooMany
from cop.kernel.ledger import Entry
from cop.kernel.refs import ref, split
from cop.members.models import Member
from cop.profiles import voices
from cop.spaces.models import Space

MOST_A_DAY = "20 per day"


def answer_posted(entry: Entry) -> Iterable[Letter]:
    """Who watches the thread, and whom it answers, unless muted; not who wrote it; at most twenty a day each."""
    post = db.session.get_one(Post, split(entry.subject)[1])
    answered = _answered(post)
    return [
        Letter("answer", to, {"post": post.id, "to_you": int(to in answered)}, entry.id)
        for to in sorted((watchers(post.thread.ref, _around(post)) | answered) - {post.author_id})
        if _spend(to)
    ]


def _around(post: Post) -> str:
    return ref("space", post.thread.space_id)


def _answered(post: Post) -> set[int]:
    """The author of the post that this one answers, where their level is Normal or more."""
    parent = select(Post.author_id).where(
        Post.thread_id == post.thread_id, Post.seq == (post.parent_seq or 1)
    )
    author = db.session.scalars(parent).one()
    level = chosen(author, post.thread.ref, _around(post)).level
    return {author} if level is not Level.MUTED else set()


def _spend(member_id: int) -> bool:
    try:
        limits.spend(MOST_A_DAY, "answer", str(member_id))
    except TooMany:
        return False
    return True


def answer(member: Member, letter: Letter) -> Mail | None:
    """None when the reader has seen it meanwhile, may not read it any more, or it was removed."""
    post = queries.post(member, letter.about["post"])
    if post is None or post.removed_at is not None or not member.is_member or _seen(member, post):
        return None
    thread, author = post.thread, db.session.get_one(Member, post.author_id)
    here = url_for("posts.post", id=post.id, _external=True)
    return write(
        "answer",
        gettext("Answer in “%(title)s”", title=thread.title),
        author=author,
        thread=thread,
        post=post,
        view=voices.label_of(post),
        link=here,
        to_you=letter.about.get("to_you"),
        why=state(chosen(member.id, thread.ref, _around(post))),
        change=_choice(thread),
    )


def _seen(member: Any, post: Post) -> bool:
    mark = db.session.get(ThreadMark, (member.id, post.thread_id))
    return mark is not None and mark.seq >= post.seq


def _choice(thread: Thread) -> str:
    """Where the reader changes which letters come from the thread."""
    space = db.session.get_one(Space, thread.space_id)
    here = url_for("discussions.thread", space=space.slug, id=thread.id, slug=thread.slug, _external=True)
    return f"{here}#letters"
