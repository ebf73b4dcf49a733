"""Which letters about discussions somebody would have had, with one level or another everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Text, cast, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from cop.delivery.level_rules import Level, brings, effective
from cop.discussions import list_queries, queries
from cop.discussions.models import Post, Thread
from cop.kernel.db import db
from cop.kernel.refs import Link
from cop.spaces.models import Space
from cop.spaces.visibility import visible_to
from cop.writing.composing import MENTIONS

MOST = 20


@dataclass(frozen=True)
class WouldCome:
    """A letter about a post; ``to_you``: it answers or names the reader."""

    title: str
    address: str
    at: datetime
    to_you: bool


def _posts(viewer: Any, since: datetime) -> Select[Any]:
    """Of others that ``viewer`` may read: each with whether it answers or names them, and the level they chose nearby."""
    answered = aliased(Post)
    asks = (answered.thread_id == Post.thread_id) & (answered.seq == func.coalesce(Post.parent_seq, 1))
    mention = (Link.source == literal("post:") + cast(Post.id, Text)) & (Link.target == viewer.ref)
    named = exists().where(mention, Link.kind == MENTIONS)
    to_you = (answered.author_id == viewer.id) | named
    listed: Select[Any] = (
        select(to_you.label("to_you"), list_queries.level_nearby(viewer).label("nearby"))
        .select_from(Post)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Space, Space.id == Thread.space_id)
        .join(answered, asks)
    )
    others = (Post.author_id != viewer.id) & Post.removed_at.is_(None) & or_(Post.seq > 1, named)
    return listed.where(visible_to(viewer), Thread.last_at > since, Post.created_at > since, others)


def letters_since(viewer: Any, since: datetime) -> dict[Level, int]:
    """How many each level, chosen for everywhere, would have brought; what is chosen nearer holds."""
    found = _posts(viewer, since).subquery()
    counted = select(found.c.nearby, found.c.to_you, func.count()).group_by(found.c.nearby, found.c.to_you)
    rows = db.session.execute(counted).all()
    return {
        level: sum(n for nearby, to_you, n in rows if brings(effective(nearby, level), bool(to_you)))
        for level in Level
    }


def letters_listed(viewer: Any, since: datetime, everywhere: Level) -> Sequence[WouldCome]:
    """The newest of those that ``everywhere`` would have brought."""
    columns = (Post.seq, Post.created_at, Thread.id, Thread.slug, Thread.title, Space.slug.label("space"))
    found = _posts(viewer, since).add_columns(*columns).subquery()
    level = func.coalesce(found.c.nearby, int(everywhere))
    comes = (level == int(Level.WATCHING)) | (found.c.to_you & (level >= int(Level.NORMAL)))
    listed = select(found).where(comes).order_by(found.c.created_at.desc(), found.c.id, found.c.seq.desc())
    return [
        WouldCome(row.title, f"{queries.address(row)}?from={row.seq}", row.created_at, bool(row.to_you))
        for row in db.session.execute(listed.limit(MOST))
    ]
