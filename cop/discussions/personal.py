"""What discussions keep of those who speak in them, and what goes when one of them leaves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import delete, select, update

from cop.attachments.binding import release
from cop.discussions.models import Post, PostRevision, SpaceMark, Thread, ThreadMark
from cop.discussions.reaction_models import Reaction
from cop.discussions.rules import ERASED, Said
from cop.discussions.summary_models import Summary
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.ledger import NOBODY, record
from cop.kernel.permits import SYSTEM
from cop.kernel.personal import GOES, OFFICE, Personal, Row, gone, plain
from cop.kernel.refs import ref
from cop.members.models import Member
from cop.writing.composing import note_links

SAID = N_("What you wrote in discussions, with its earlier versions")
TALK = N_("Others answered it. An edited post shows how it read before.")
CHOICE = N_(
    "Stays as said by a former member or, if you choose so, its words are deleted and a line says that."
)


def _blank_posts(member: Member, words: bool, now: datetime) -> None:
    """Stubs stay, so that the answers keep their place."""
    if not words:
        return
    own = Post.author_id == member.id
    threads = select(Post.thread_id).where(own)
    db.session.execute(update(Thread).where(Thread.id.in_(threads)).values(version=Thread.version + 1))
    empty = {"source": "", "html": "", "excerpt": "", "file_count": 0}
    db.session.execute(update(Post).where(own).values(empty))
    removed = {"removed_at": now, "removed_by_id": member.id, "removed_reason": ERASED}
    db.session.execute(update(Post).where(own, Post.removed_at.is_(None)).values(removed))
    _release_answers(member)
    for id in db.session.scalars(select(Post.id).where(own).order_by(Post.id)).all():
        note_links(ref("post", id), (), now)
        release(ref("post", id))
        record("post_erased", ref("post", id), actor=SYSTEM, now=now, audience=NOBODY)


def _release_answers(member: Member) -> None:
    """An accepted answer whose words are gone answers nothing."""
    accepted = (
        (Post.thread_id == Thread.id) & (Post.seq == Thread.accepted_seq) & (Post.author_id == member.id)
    )
    found = select(Thread.id).join(Post, accepted)
    db.session.execute(update(Thread).where(Thread.id.in_(found)).values(accepted_seq=None))


def _blank_revisions(member: Member, words: bool, _now: datetime) -> None:
    if words:
        own = select(Post.id).where(Post.author_id == member.id)
        empty = {"source": "", "html": ""}
        db.session.execute(update(PostRevision).where(PostRevision.post_id.in_(own)).values(empty))


def _revisions(member: Member) -> Iterator[Row]:
    columns = (PostRevision.post_id, PostRevision.number, PostRevision.written_at, PostRevision.source)
    own = select(*columns).join(Post, Post.id == PostRevision.post_id).where(Post.author_id == member.id)
    for row in db.session.execute(own.order_by(PostRevision.id)).mappings():
        yield {name: plain(value) for name, value in row.items()}


def _drop_summaries(member: Member, words: bool, _now: datetime) -> None:
    if words:
        db.session.execute(delete(Summary).where(Summary.author_id == member.id))


def _take_reactions(member: Member, _words: bool, _now: datetime) -> None:
    """With the counts that posts carry of them."""
    own = Reaction.member_id == member.id
    for kind in Said:
        posts = select(Reaction.post_id).where(own, Reaction.kind == kind.value)
        less = {kind.value: getattr(Post, kind.value) - 1}
        db.session.execute(update(Post).where(Post.id.in_(posts)).values(less))
    db.session.execute(delete(Reaction).where(own))


PERSONAL = (
    Personal(Thread, ("author_id",), N_("Threads you began"), TALK, hidden=("version", "posts", "voices")),
    Personal(
        Post, ("author_id",), SAID, TALK, CHOICE,
        hidden=("html", "renderer", "excerpt", "removed_by_id"), erase=_blank_posts,
    ),
    Personal(
        Post, ("removed_by_id",), N_("Posts of others that you removed, and why"),
        N_("Whoever moderates answers for it."), OFFICE,
        withheld=N_("They are others' posts. That you removed one is in the ledger's part of this file."),
    ),
    Personal(PostRevision, (), SAID, TALK, CHOICE, rows=_revisions, erase=_blank_revisions),
    Personal(
        Summary, ("author_id",), N_("Summaries of threads that you wrote"), N_("For who reads another language."),
        CHOICE, hidden=("html", "renderer"), erase=_drop_summaries,
    ),
    Personal(
        Reaction, ("member_id",), N_("Posts that you called helpful, agreed with or found the same where you are"),
        N_("To count them. Nobody is shown who reacted."), GOES, erase=_take_reactions,
    ),
    Personal(
        ThreadMark, ("member_id",), N_("How far you have read"), N_("To show you what is new."),
        GOES, erase=gone(ThreadMark, "member_id"),
    ),
    Personal(
        SpaceMark, ("member_id",), N_("How far you have read"), N_("To show you what is new."),
        GOES, erase=gone(SpaceMark, "member_id"),
    ),
)  # fmt: skip
