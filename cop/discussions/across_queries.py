"""What is going on in all spaces that a viewer may read, looked at in one of several ways."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, cast, func, literal, or_, select

from cop.delivery import level_queries
from cop.delivery.level_models import EVERYWHERE
from cop.delivery.level_rules import Level
from cop.discussions import list_queries, marks
from cop.discussions.models import Post, Thread
from cop.kernel import paging, refs, ties
from cop.kernel.errors import N_
from cop.kernel.refs import Link
from cop.spaces.models import Space
from cop.spaces.visibility import visible_to
from cop.writing.composing import MENTIONS

NEW_FOR = timedelta(days=90)


def _new(viewer: Any, now: datetime) -> ColumnElement[bool]:
    lately = Thread.last_at > now - NEW_FOR
    return and_(lately, marks.unread(viewer) > 0, list_queries.level_here(viewer) > int(Level.MUTED))


def _watched(viewer: Any, _now: datetime) -> ColumnElement[bool]:
    """What ``viewer`` tracks or watches, by itself or by where it lies; read from the few rows of that member."""
    own = {subject: level for subject, level, _why in level_queries.levels_of(viewer)}
    everywhere = literal(level_queries.chosen(viewer.id, EVERYWHERE).level >= Level.TRACKING)
    space = _by_own(own, "space", Thread.space_id, everywhere)
    return _by_own(own, "thread", Thread.id, space)


def _by_own(own: dict[str, Level], kind: str, column: Any, otherwise: Any) -> ColumnElement[bool]:
    """Of what has a level of its own, what is tracked; of the rest, what ``otherwise`` says."""
    told = [(refs.split(name)[1], level) for name, level in own.items() if name.startswith(f"{kind}:")]
    tracked = [id for id, level in told if level >= Level.TRACKING]
    return or_(column.in_(tracked), and_(column.not_in([id for id, _level in told]), otherwise))


def _unanswered(_viewer: Any, _now: datetime) -> ColumnElement[bool]:
    alone = and_(Thread.voices <= 1, Thread.accepted_seq.is_(None))
    return and_(Thread.kind == "question", alone, Thread.locked_at.is_(None))


def _mentioned(viewer: Any, _now: datetime) -> ColumnElement[bool]:
    """A post that stands names ``viewer``: read from the few links that lead to that member."""
    post = case((Link.source.startswith("post:"), cast(func.substr(Link.source, 6), Integer)))
    named = select(post).where(Link.target == refs.ref(ties.PERSON, viewer.id), Link.kind == MENTIONS)
    standing = select(Post.thread_id).where(Post.id.in_(named), Post.removed_at.is_(None))
    return Thread.id.in_(standing)


WAYS: dict[str, tuple[str, str, Callable[[Any, datetime], ColumnElement[bool]]]] = {
    "new": (N_("New to you"), N_("Nothing new in the last three months that you have not read."), _new),
    "watched": (
        N_("Watched"),
        N_("You track no thread yet. Answer in one, or choose so beside a thread or in a space."),
        _watched,
    ),
    "mentions": (N_("Naming me"), N_("No post names you. Members do it by an @ and your name."), _mentioned),
    "unanswered": (N_("Unanswered"), N_("Every question has an answer."), _unanswered),
}
"""By name: what it is called, what is said when there is nothing, and which threads it shows."""
FOR_ALL = ("unanswered",)


def threads(viewer: Any, way: str, cursor: str, now: datetime) -> paging.Page:
    """Threads of all spaces that are open, by last activity."""
    listed = list_queries.listed(viewer).where(visible_to(viewer), Space.archived_at.is_(None))
    listed = listed.where(WAYS[way][2](viewer, now))
    return paging.read(listed, (Thread.last_at, Thread.id), cursor=cursor)
