"""Who hears of a new answer, and in which words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import select

from cop.delivery.letters import Letter, Mail, write
from cop.discussions import queries
from cop.discussions.models import Post, ThreadMark
from cop.kernel import limits
from cop.kernel.db import db
from cop.kernel.errors import TooMany
from cop.kernel.ledger import Entry
from cop.kernel.refs import split
from cop.members.models import Member
from cop.profiles import voices

MOST_A_DAY = "20 per day"


def answer_posted(entry: Entry) -> Iterable[Letter]:
    """The author of the thread and of the post that is answered, not who wrote it; at most twenty a day each."""
    post = db.session.get_one(Post, split(entry.subject)[1])
    return [
        Letter("answer", to, {"post": post.id}, entry.id) for to in sorted(_concerned(post)) if _spend(to)
    ]


def _concerned(post: Post) -> set[int]:
    answered = select(Post.author_id).where(Post.thread_id == post.thread_id, Post.seq == post.parent_seq)
    return {post.thread.author_id, *db.session.scalars(answered)} - {post.author_id}


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
    return write(
        "answer",
        gettext("Answer in “%(title)s”", title=thread.title),
        author=author,
        thread=thread,
        post=post,
        view=voices.label_of(post),
        link=url_for("posts.post", id=post.id, _external=True),
    )


def _seen(member: Any, post: Post) -> bool:
    mark = db.session.get(ThreadMark, (member.id, post.thread_id))
    return mark is not None and mark.seq >= post.seq
