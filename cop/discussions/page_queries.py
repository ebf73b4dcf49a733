"""The posts of one page of a thread, and which post is where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, false, func, null, select
from sqlalchemy.orm import aliased

from cop.discussions.models import Post, Thread
from cop.discussions.moving_models import PostMove
from cop.discussions.reaction_models import Reaction
from cop.discussions.rules import PAGE, numbers_on
from cop.kernel.db import db
from cop.members.models import Group, Mandate, Member
from cop.spaces.models import Space
from cop.spaces.speech import grouped, named, speaker
from cop.spaces.visibility import visible_to


@cache
def _page_of_posts(is_member: bool) -> Any:
    """Built once a process: putting it together takes longer than running it. ``own``: the viewer's reactions."""
    own = select(func.aggregate_strings(Reaction.kind, " ")).where(Reaction.post_id == Post.id)
    own = own.where(Reaction.member_id == bindparam("viewer")).correlate(Post)
    parent, parents_author = aliased(Post), aliased(Member)
    stands, parent_stands = Post.removed_at.is_(None), parent.removed_at.is_(None)
    return (
        select(
            Post.id,
            Post.seq,
            Post.parent_seq,
            Post.author_id,
            *_speaker(),
            Post.language,
            Post.ai_help,
            Post.file_count,
            Post.created_at,
            Post.edited_at,
            Post.removed_at,
            Post.removed_by_id,
            Post.removed_reason,
            Post.folded_at,
            case((stands, Post.html), else_="").label("html"),
            Post.helpful,
            Post.agree,
            Post.same_here,
            (own.scalar_subquery() if is_member else null()).label("own"),
            named(Thread.speech, parents_author.name).label("parent_author"),
            grouped(Thread.speech, parent.group_key).label("parent_group"),
            case((parent_stands, parent.excerpt), else_="").label("parent_excerpt"),
        )
        .join(Thread, Thread.id == Post.thread_id)
        .join(Member, Member.id == Post.author_id)
        .join(Group, Group.key == Post.group_key)
        .outerjoin(Mandate, Mandate.id == Post.mandate_id)
        .outerjoin(parent, and_(parent.thread_id == Post.thread_id, parent.seq == Post.parent_seq))
        .outerjoin(parents_author, parents_author.id == parent.author_id)
        .where(Post.thread_id == bindparam("thread"))
        .where(Post.seq.between(bindparam("first"), bindparam("last")))
        .order_by(Post.seq)
    )


def _speaker() -> list[Any]:
    """What the rule of speech lets through of who wrote a post."""
    rule = Thread.speech
    return [
        named(rule, Member.name).label("author"),
        named(rule, Group.name).label("group"),
        grouped(rule, Post.group_key).label("group_key"),
        named(rule, Post.country).label("country"),
        named(rule, Post.personal, otherwise=false()).label("personal"),
        named(rule, Mandate.authority).label("authority"),
        named(rule, Mandate.country).label("authority_country"),
    ]


def posts(thread_id: int, page: int, viewer: Any, size: int = PAGE) -> Sequence[Any]:
    """The posts of one page by number, with what is shown of their authors and parents; a removed one has no text."""
    first, last = numbers_on(page, size)
    asked = {"thread": thread_id, "first": first, "last": last}
    if viewer.is_member:
        asked["viewer"] = viewer.id
    return db.session.connection().execute(_page_of_posts(viewer.is_member), asked).all()


def away(thread_id: int, page: int, viewer: Any, size: int = PAGE) -> Sequence[Any]:
    """(seq, post_id, title) of the posts of one page that went to another thread; no title where it is not for
    ``viewer``, nor of a post that was removed."""
    numbers = PostMove.seq.between(*numbers_on(page, size))
    seen = visible_to(viewer) & Post.removed_at.is_(None)
    return db.session.execute(
        select(PostMove.seq, PostMove.post_id, case((seen, Thread.title), else_="").label("title"))
        .join(Post, Post.id == PostMove.post_id)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Space, Space.id == Thread.space_id)
        .where(PostMove.thread_id == thread_id, numbers)
        .order_by(PostMove.seq)
    ).all()


def old_numbers(thread_id: int, page: int, was: int) -> dict[int, int]:
    """Of the posts of a page that came from the thread ``was``, the numbers they had there, by those they have now."""
    came = (PostMove.thread_id == was) & (Post.thread_id == thread_id) & Post.seq.between(*numbers_on(page))
    found = select(Post.seq, PostMove.seq).join(PostMove, PostMove.post_id == Post.id).where(came)
    return {row[0]: row[1] for row in db.session.execute(found)}


def standing(viewer: Any, id: int, **_address: Any) -> Any:
    """(id, posts) of a thread that has not been merged: what a page that was left open asks for again and again."""
    visible = (
        select(Thread.id, Thread.posts).join(Space, Space.id == Thread.space_id).where(visible_to(viewer))
    )
    return db.session.execute(visible.where(Thread.id == id, Thread.merged_into_id.is_(None))).first()


def number_at(thread_id: int, moment: datetime) -> int | None:
    """Number of the first post written at ``moment`` or later; None when there is none."""
    pick = select(Post.seq).where(Post.thread_id == thread_id, Post.created_at >= moment)
    return db.session.scalar(pick.order_by(Post.created_at, Post.seq).limit(1))


@dataclass(frozen=True)
class Said:
    """A post in a line: ``author`` is what its thread's rule of speech lets the author be called."""

    seq: int
    author: str
    excerpt: str


def _in_a_line(thread_id: int, *conditions: ColumnElement[bool]) -> list[Said]:
    author, group = named(Thread.speech, Member.name), grouped(Thread.speech, Post.group_key)
    found = (
        select(Post.seq, author, group, Post.excerpt)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Member, Member.id == Post.author_id)
        .where(Post.thread_id == thread_id, Post.removed_at.is_(None), *conditions)
    )
    rows = db.session.execute(found.order_by(Post.seq))
    return [Said(seq, speaker(name, key), excerpt) for seq, name, key, excerpt in rows]


def tops(thread_id: int, page: int, but: int) -> list[Said]:
    """The answers to the thread itself that stand on a page, without number ``but``."""
    answers = Post.parent_seq.is_(None) & (Post.seq > 1) & (Post.seq != but)
    return _in_a_line(thread_id, Post.seq.between(*numbers_on(page)), answers)


def quoted(thread_id: int, seq: int) -> Said | None:
    """The post that someone answers, if it stands."""
    return next(iter(_in_a_line(thread_id, Post.seq == seq)), None)
