"""What discussion pages read. A thread's page takes two queries: one for the thread and its reader, one for the posts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from flask import url_for
from sqlalchemy import (
    ColumnElement,
    Text,
    and_,
    bindparam,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from cop.delivery.level_models import EVERYWHERE, NotificationLevel
from cop.delivery.level_queries import Chosen, is_muted
from cop.discussions.models import Post, PostRevision, SpaceMark, Tag, Thread, ThreadMark, ThreadTag
from cop.discussions.rules import numbers_on
from cop.kernel import paging
from cop.kernel.db import db
from cop.kernel.refs import Link, Resolved, ref
from cop.members.models import Group, Mandate, Member
from cop.spaces.models import Space
from cop.spaces.visibility import belongs, visible_to

LATEST = 8
LEVELS = ("level", "level_why", "level_around", "level_everywhere")


@dataclass(frozen=True)
class Reading:
    """A thread as one viewer reads it: ``mark`` and ``old`` are the highest numbers seen, and written before the
    viewer joined or marked the space as read; 0 for none. ``tags``: names. ``linked``: whether any ref speaks of it."""

    viewer_id: int | None
    id: int
    space_id: int
    slug: str
    title: str
    kind: str
    author_id: int
    pinned: bool
    locked_at: datetime | None
    accepted_seq: int | None
    posts: int
    voices: int
    last_at: datetime
    version: int
    space: str
    space_title: str
    visibility: str
    archived_at: datetime | None
    tags: str
    facilitated: bool
    mark: int
    old: int
    linked: bool
    level: int | None
    level_why: str | None
    level_around: int | None
    level_everywhere: int | None

    @property
    def ref(self) -> str:
        return f"thread:{self.id}"

    @property
    def seen(self) -> int:
        return max(self.mark, self.old)

    @property
    def chosen(self) -> Chosen:
        """Which letters the viewer gets."""
        return Chosen(self.level, self.level_around, self.level_everywhere, self.level_why or "")


class _Stand:
    """Stands for all viewers of one kind while a statement is put together; who it is comes when it runs."""

    def __init__(self, is_member: bool, roles: frozenset[str]) -> None:
        self.is_member, self.roles = is_member, roles
        self.id = bindparam("viewer", type_=Thread.author_id.type)
        self.joined = bindparam("joined", type_=Thread.last_at.type)


def reading(viewer: Any, id: int, **_address: str) -> Reading | None:
    """The thread with what its page needs to know of ``viewer``; one query."""
    asked = {"thread": id, "own": ref("thread", id)}
    if viewer.is_member:
        asked |= {"viewer": viewer.id, "joined": _joined(viewer)}
    row = db.session.connection().execute(_reading_by(viewer.is_member, viewer.roles), asked).first()
    return Reading(viewer_id=viewer.id, **row._mapping) if row else None


@cache
def _reading_by(is_member: bool, roles: frozenset[str]) -> Any:
    viewer = _Stand(is_member, roles)
    own: Any = bindparam("own")
    columns = [getattr(Thread, name) for name in Reading.__annotations__ if name in Thread.__mapper__.columns]
    return (
        select(
            *columns,
            Space.slug.label("space"),
            Space.title.label("space_title"),
            Space.visibility,
            Space.archived_at,
            func.coalesce(_tags(), "").label("tags"),
            *_of_viewer(viewer),
            exists().where(or_(Link.source == own, Link.target == own)).label("linked"),
        )
        .join(Space, Space.id == Thread.space_id)
        .where(Thread.id == bindparam("thread"), visible_to(viewer))
    )


def _tags() -> ColumnElement[str]:
    named = select(func.aggregate_strings(Tag.name, "\n")).join(ThreadTag, ThreadTag.tag_key == Tag.key)
    return named.where(ThreadTag.thread_id == Thread.id).correlate(Thread).scalar_subquery()


def _of_viewer(viewer: Any) -> tuple[ColumnElement[Any], ...]:
    if not viewer.is_member:
        nothing = (null().label(name) for name in LEVELS)
        return false().label("facilitated"), literal(0).label("mark"), literal(0).label("old"), *nothing
    old = (
        select(Post.seq)
        .where(Post.thread_id == Thread.id, Post.created_at <= _baseline(viewer))
        .order_by(Post.created_at.desc(), Post.seq.desc())
        .limit(1)
    )
    return (
        belongs(viewer, facilitator=True).label("facilitated"),
        func.coalesce(_mark(viewer), 0).label("mark"),
        func.coalesce(old.correlate(Thread).scalar_subquery(), 0).label("old"),
        *_levels(viewer),
    )


def _levels(viewer: Any) -> Iterable[ColumnElement[Any]]:
    """In the order of LEVELS."""
    around = literal("space:") + cast(Thread.space_id, Text)
    own: Any = bindparam("own")
    asked = [
        (NotificationLevel.level, own),
        (NotificationLevel.why, own),
        (NotificationLevel.level, around),
        (NotificationLevel.level, literal(EVERYWHERE)),
    ]
    for name, (column, subject) in zip(LEVELS, asked, strict=True):
        said = select(column).where(
            NotificationLevel.member_id == viewer.id, NotificationLevel.subject == subject
        )
        yield said.correlate(Thread).scalar_subquery().label(name)


def _mark(viewer: Any) -> ColumnElement[int | None]:
    own = select(ThreadMark.seq).where(ThreadMark.thread_id == Thread.id, ThreadMark.member_id == viewer.id)
    return own.correlate(Thread).scalar_subquery()


def _baseline(viewer: Any) -> ColumnElement[datetime]:
    """What was written until then counts as read: when the space was marked, else when the viewer joined."""
    own = select(SpaceMark.at).where(SpaceMark.space_id == Thread.space_id, SpaceMark.member_id == viewer.id)
    known = isinstance(viewer, _Stand)
    joined = viewer.joined if known else literal(_joined(viewer), Thread.last_at.type)
    return func.coalesce(own.correlate(Thread).scalar_subquery(), joined)


def _joined(viewer: Any) -> datetime:
    return viewer.active_at or viewer.registered_at


@cache
def _page_of_posts() -> Any:
    """Built once a process: putting it together takes longer than running it."""
    parent, parents_author = aliased(Post), aliased(Member)
    stands, parent_stands = Post.removed_at.is_(None), parent.removed_at.is_(None)
    return (
        select(
            Post.id,
            Post.seq,
            Post.parent_seq,
            Post.author_id,
            Member.name.label("author"),
            Group.name.label("group"),
            Post.country,
            Post.personal,
            Mandate.authority,
            Mandate.country.label("authority_country"),
            Post.language,
            Post.created_at,
            Post.edited_at,
            Post.removed_at,
            Post.removed_by_id,
            Post.removed_reason,
            case((stands, Post.html), else_="").label("html"),
            parents_author.name.label("parent_author"),
            case((parent_stands, parent.excerpt), else_="").label("parent_excerpt"),
        )
        .join(Member, Member.id == Post.author_id)
        .join(Group, Group.key == Post.group_key)
        .outerjoin(Mandate, Mandate.id == Post.mandate_id)
        .outerjoin(parent, and_(parent.thread_id == Post.thread_id, parent.seq == Post.parent_seq))
        .outerjoin(parents_author, parents_author.id == parent.author_id)
        .where(Post.thread_id == bindparam("thread"))
        .where(Post.seq.between(bindparam("first"), bindparam("last")))
        .order_by(Post.seq)
    )


def posts(thread_id: int, page: int) -> Sequence[Any]:
    """The posts of one page by number, with what is shown of their authors and parents; a removed one has no text."""
    first, last = numbers_on(page)
    asked = {"thread": thread_id, "first": first, "last": last}
    return db.session.connection().execute(_page_of_posts(), asked).all()


def number_at(thread_id: int, moment: datetime) -> int | None:
    """Number of the first post written at ``moment`` or later; None when there is none."""
    pick = select(Post.seq).where(Post.thread_id == thread_id, Post.created_at >= moment)
    return db.session.scalar(pick.order_by(Post.created_at, Post.seq).limit(1))


def quoted(thread_id: int, seq: int) -> Any:
    """(seq, author, excerpt) of the post that someone answers, if it stands."""
    return db.session.execute(
        select(Post.seq, Member.name.label("author"), Post.excerpt)
        .join(Member, Member.id == Post.author_id)
        .where(Post.thread_id == thread_id, Post.seq == seq, Post.removed_at.is_(None))
    ).first()


def thread(viewer: Any, id: int) -> Thread | None:
    visible = select(Thread).join(Space, Space.id == Thread.space_id).where(visible_to(viewer))
    return db.session.scalar(visible.where(Thread.id == id))


def post(viewer: Any, id: int) -> Post | None:
    """A post that stands or stood, in a thread that ``viewer`` may read."""
    return db.session.scalar(_visible_posts(viewer).where(Post.id == id))


def _visible_posts(viewer: Any) -> Any:
    lies = select(Post).join(Thread, Thread.id == Post.thread_id).join(Space, Space.id == Thread.space_id)
    return lies.where(visible_to(viewer))


def revisions(post: Post) -> list[PostRevision]:
    """Earlier texts, newest first."""
    earlier = select(PostRevision).where(PostRevision.post_id == post.id)
    return list(db.session.scalars(earlier.order_by(PostRevision.number.desc())))


def tags() -> list[Tag]:
    return list(db.session.scalars(select(Tag).order_by(Tag.order, Tag.key)))


def tags_of(thread: Thread) -> list[str]:
    return list(db.session.scalars(select(ThreadTag.tag_key).where(ThreadTag.thread_id == thread.id)))


def _listed(viewer: Any) -> Any:
    """Threads as lists show them; ``unread``: how many posts ``viewer`` has not seen (0 for who is not a member)."""
    return (
        select(
            Thread.id,
            Thread.slug,
            Thread.title,
            Thread.kind,
            Thread.language,
            Thread.pinned,
            Thread.locked_at,
            Thread.accepted_seq,
            Thread.posts,
            Thread.voices,
            Thread.last_at,
            Member.name.label("author"),
            Space.slug.label("space"),
            Space.title.label("space_title"),
            _unread(viewer).label("unread"),
        )
        .join(Member, Member.id == Thread.author_id)
        .join(Space, Space.id == Thread.space_id)
    )


def _unread(viewer: Any) -> ColumnElement[int]:
    if not viewer.is_member:
        return literal(0)
    fresh = Thread.last_at > _baseline(viewer)
    return case((fresh, Thread.posts - func.coalesce(_mark(viewer), 0)), else_=0)


def threads(space: Space, viewer: Any, cursor: str) -> paging.Page:
    """Threads of a space that the caller may see: pinned ones first, then by last activity."""
    listed = _listed(viewer).where(Thread.space_id == space.id)
    return paging.read(listed, (Thread.pinned, Thread.last_at, Thread.id), cursor=cursor)


def latest(viewer: Any, most: int = LATEST) -> Sequence[Any]:
    """The threads with the newest posts in all spaces that ``viewer`` may see, without what a member muted."""
    listed = _listed(viewer).where(visible_to(viewer), Space.archived_at.is_(None))
    if viewer.is_member:
        listed = listed.where(~is_muted(viewer, literal("thread:") + cast(Thread.id, Text)))
    return db.session.execute(listed.order_by(Thread.last_at.desc(), Thread.id.desc()).limit(most)).all()


def spaces(viewer: Any) -> Sequence[Any]:
    """Spaces that ``viewer`` may see, archived ones last, each with its thread of the last activity (or none)."""
    newest = select(Thread.id).where(Thread.space_id == Space.id)
    newest = newest.order_by(Thread.last_at.desc(), Thread.id.desc()).limit(1)
    return db.session.execute(
        select(
            Space.id,
            Space.slug,
            Space.title,
            Space.mandate,
            Space.visibility,
            Space.archived_at,
            Thread.id.label("thread_id"),
            Thread.slug.label("thread_slug"),
            Thread.title.label("thread_title"),
            Thread.last_at,
        )
        .outerjoin(Thread, Thread.id == newest.correlate(Space).scalar_subquery())
        .where(visible_to(viewer))
        .order_by(Space.archived_at.is_not(None), Space.order, Space.id)
    ).all()


def unanswered_choice(viewer: Any, since: datetime, most: int = 5) -> Sequence[Any]:
    """Own questions that others answered after ``since`` and that have no accepted answer."""
    own = and_(Thread.author_id == viewer.id, Thread.kind == "question", Thread.accepted_seq.is_(None))
    answered = and_(Thread.voices > 1, Thread.last_at > since, Thread.locked_at.is_(None))
    listed = _listed(viewer).where(own, answered, visible_to(viewer))
    return db.session.execute(listed.order_by(Thread.last_at.desc(), Thread.id.desc()).limit(most)).all()


def address(row: Any, space: str = "", seq: int = 0) -> str:
    """Where a thread is, from a row or thread with ``id`` and ``slug``; at the post numbered ``seq`` if told."""
    here = url_for("discussions.thread", space=space or row.space, id=row.id, slug=row.slug)
    return f"{here}?from={seq}" if seq else here


def threads_resolved(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    for row in db.session.execute(_listed(viewer).where(Thread.id.in_(ids), visible_to(viewer))):
        yield Resolved(ref("thread", row.id), "thread", row.title, address(row))


def posts_resolved(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    """A removed post is known to officers alone, so that who removed it can be found."""
    visible = _visible_posts(viewer).with_only_columns(Post.id, Thread.title).where(Post.id.in_(ids))
    if "officer" not in viewer.roles:
        visible = visible.where(Post.removed_at.is_(None))
    for id, title in db.session.execute(visible):
        yield Resolved(ref("post", id), "post", title, url_for("posts.post", id=id))
