"""Threads, their posts, and how far each member has read.

A post's number in its thread is given once, under the thread's lock, and never changes: pages are ranges of it, and so
is what is new. ``threads.posts`` is the highest number given, which is also how many there are: what is removed
leaves a stub, and what went to another thread a PostMove.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cop.discussions.rules import Kind
from cop.kernel.db import FOREVER, Model
from cop.spaces.speech_rules import Speech

KINDS = "kind IN (" + ",".join(f"'{kind.value}'" for kind in Kind) + ")"


class Tag(Model):
    """What threads are about across spaces: to begin with, the four tiers of challenges."""

    __tablename__ = "tags"
    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    text: Mapped[str]
    order: Mapped[int]


class ThreadTag(Model):
    __tablename__ = "thread_tags"
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), primary_key=True)
    tag_key: Mapped[str] = mapped_column(ForeignKey("tags.key"), primary_key=True, index=True)


class Thread(Model):
    """``version`` rises with every change of what its pages show, ``revision`` with its title, kind, tags or rule.

    ``speech`` is the rule of speech (``spaces.speech_rules.Speech``): what is told of its posts' authors.
    One that was merged has no posts any more; its addresses lead to the thread ``merged_into_id``.
    """

    __tablename__ = "threads"
    __table_args__ = (
        CheckConstraint(KINDS, "kind"),
        CheckConstraint("voices <= posts", "voices"),
        CheckConstraint("accepted_seq IS NULL OR (kind = 'question' AND accepted_seq > 1)", "accepted"),
        Index(None, "space_id", "pinned", "last_at", "id"),
        Index(None, "last_at", "id"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"))
    slug: Mapped[str]
    title: Mapped[str]
    kind: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    language: Mapped[str]
    created_at: Mapped[datetime]
    pinned: Mapped[bool] = mapped_column(default=False)
    locked_at: Mapped[datetime | None]
    accepted_seq: Mapped[int | None]
    posts: Mapped[int] = mapped_column(default=0)
    voices: Mapped[int] = mapped_column(default=0)
    speech: Mapped[str] = mapped_column(
        default=Speech.attributed.value, server_default=Speech.attributed.value
    )
    last_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    revision: Mapped[int] = mapped_column(default=1)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("threads.id"), index=True)

    @property
    def ref(self) -> str:
        return f"thread:{self.id}"


class Post(Model):
    """What one member said; group, country and organisation are the author's when it was written.

    ``helpful``, ``agree`` and ``same_here`` count the reactions of each kind.

    ``parent_seq`` is the number of the post it answers, None when it answers the thread. ``mandate_id`` is the mandate
    that its author held; unless the view is ``personal``, that mandate's authority speaks. ``ai_help``: its author says
    that it was written with the help of AI. ``file_count``: of what is attached. ``folded_at``: readers flagged it so
    that it is shown folded up.
    """

    __tablename__ = "posts"
    __table_args__ = (
        UniqueConstraint("thread_id", "seq"),
        ForeignKeyConstraint(["thread_id", "parent_seq"], ["posts.thread_id", "posts.seq"]),
        CheckConstraint("seq >= 1 AND (parent_seq IS NULL OR parent_seq < seq)", "order"),
        CheckConstraint("(removed_at IS NULL) = (removed_by_id IS NULL)", "removal"),
        Index(None, "thread_id", "created_at", "seq"),
        Index(None, "author_id", "thread_id"),
        FOREVER,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"))
    seq: Mapped[int]
    parent_seq: Mapped[int | None]
    author_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    group_key: Mapped[str] = mapped_column(ForeignKey("groups.key"))
    country: Mapped[str]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    personal: Mapped[bool] = mapped_column(default=False)
    mandate_id: Mapped[int | None] = mapped_column(ForeignKey("mandates.id"))
    source: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    excerpt: Mapped[str]
    language: Mapped[str]
    ai_help: Mapped[bool] = mapped_column(default=False, server_default=false())
    file_count: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    removed_at: Mapped[datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    removed_reason: Mapped[str] = mapped_column(default="")
    helpful: Mapped[int] = mapped_column(default=0, server_default="0")
    agree: Mapped[int] = mapped_column(default=0, server_default="0")
    same_here: Mapped[int] = mapped_column(default=0, server_default="0")
    folded_at: Mapped[datetime | None]

    thread: Mapped[Thread] = relationship()

    @property
    def ref(self) -> str:
        return f"post:{self.id}"

    @property
    def space_id(self) -> int:
        return self.thread.space_id


class PostRevision(Model):
    """A post as it stood before an edit; its rows never change."""

    __tablename__ = "post_revisions"
    __table_args__ = (UniqueConstraint("post_id", "number"), FOREVER)
    id: Mapped[int] = mapped_column(primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    number: Mapped[int]
    source: Mapped[str]
    html: Mapped[str]
    renderer: Mapped[int]
    language: Mapped[str]
    ai_help: Mapped[bool] = mapped_column(default=False, server_default=false())
    written_at: Mapped[datetime]


class ThreadMark(Model):
    """The highest number a member has seen in a thread; it only rises."""

    __tablename__ = "thread_marks"
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), primary_key=True, index=True)
    seq: Mapped[int]


class SpaceMark(Model):
    """What was written in the space until then counts as read: "mark all read" is one row."""

    __tablename__ = "space_marks"
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), primary_key=True)
    at: Mapped[datetime]
