"""Reactions to posts. They tell nobody and stand in no ledger, so that none can be read back to who gave it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from cop.discussions import permits
from cop.discussions.models import Post
from cop.discussions.reaction_models import Reaction
from cop.discussions.rules import Said, demand_of_another, demand_open
from cop.kernel.actions import lock_row, upkeep
from cop.kernel.db import db, is_postgresql
from cop.kernel.errors import N_, IllegalMove
from cop.spaces.models import Space


@upkeep(permits.may_react)
def react(post: Post, said: Said, *, actor: Any, now: datetime) -> None:
    """Given twice it counts once. Raises IllegalMove to one's own post, one that was removed, or in a closed thread."""
    _open(post, actor)
    make = (postgresql if is_postgresql() else sqlite).insert(Reaction)
    row = {"post_id": post.id, "member_id": actor.id, "kind": said.value, "at": now}
    given = db.session.execute(make.values(row).on_conflict_do_nothing().returning(Reaction.kind))
    _count(post, said, len(given.all()))


@upkeep(permits.may_react)
def take_back(post: Post, said: Said, *, actor: Any, now: datetime) -> None:
    _open(post, actor)
    own = (Reaction.post_id == post.id) & (Reaction.member_id == actor.id) & (Reaction.kind == said.value)
    taken = db.session.execute(delete(Reaction).where(own).returning(Reaction.kind))
    _count(post, said, -len(taken.all()))


def _open(post: Post, actor: Any) -> None:
    """Under the thread's lock, as all changes of posts are."""
    lock_row(post.thread)
    db.session.refresh(post)
    demand_open(post.thread.locked_at, db.session.get_one(Space, post.thread.space_id).archived_at)
    demand_of_another(post.author_id, actor.id)
    if post.removed_at is not None:
        raise IllegalMove(N_("This post was removed, so nothing more is said of it."))


def _count(post: Post, said: Said, change: int) -> None:
    setattr(post, said.value, getattr(post, said.value) + change)
    post.thread.version += bool(change)
