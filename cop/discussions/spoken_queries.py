"""Where people spoke since somebody looked: threads by the number of different voices, for a digest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal, select

from cop.delivery.level_rules import Level
from cop.discussions import list_queries, queries
from cop.discussions.models import Post, Thread, ThreadMark
from cop.kernel.db import db
from cop.spaces.models import Space
from cop.spaces.speech import named
from cop.spaces.visibility import visible_to

MOST = 10


@dataclass(frozen=True)
class Spoken:
    """``voices``: of how many people; 0 where nobody is named, since it would tell whose posts are one person's."""

    title: str
    address: str
    space_title: str
    voices: int


def talk_since(viewer: Any, since: datetime, languages: Sequence[str] | None) -> list[Spoken]:
    """Threads with posts of others that ``viewer`` has not read, unless muted; in ``languages`` alone where told so."""
    mark = select(ThreadMark.seq).where(ThreadMark.member_id == viewer.id, ThreadMark.thread_id == Thread.id)
    fresh = (Post.created_at > since) & (Post.seq > func.coalesce(mark.scalar_subquery(), 0))
    others = (Post.author_id != viewer.id) & Post.removed_at.is_(None)
    heard = list_queries.level_here(viewer) > int(Level.MUTED)
    voices = func.count(Post.author_id.distinct()).label("voices")
    columns = (
        Thread.id,
        Thread.slug,
        Thread.title,
        Space.slug.label("space"),
        Space.title.label("space_title"),
    )
    listed = (
        select(*columns, voices, named(Thread.speech, voices, literal(0)).label("told"))
        .join(Space, Space.id == Thread.space_id)
        .join(Post, Post.thread_id == Thread.id)
        .where(visible_to(viewer), Thread.last_at > since, fresh, others, heard)
        .group_by(Thread.id, Space.id)
        .order_by(voices.desc(), Thread.last_at.desc(), Thread.id.desc())
    )
    if languages is not None:
        listed = listed.where(Thread.language.in_(languages))
    return [
        Spoken(row.title, queries.address(row), row.space_title, row.told)
        for row in db.session.execute(listed.limit(MOST))
    ]
