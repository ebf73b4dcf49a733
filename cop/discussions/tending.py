"""What facilitators look after: questions that nobody has answered, and threads in which one group talks to itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext, ngettext
from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.orm import aliased

from cop.discussions import queries
from cop.discussions.models import Post, Thread
from cop.discussions.rules import Kind, told_at
from cop.kernel.db import db
from cop.kernel.features import News
from cop.members.models import Group
from cop.spaces.models import Space
from cop.spaces.speech_rules import Speech, names_people
from cop.spaces.visibility import tended_by

PATIENCE = timedelta(days=2)  # before an unanswered question is one
LATELY = timedelta(days=30)
SOME = 3  # posts, before it says anything that they are of one group
MOST = 25


def _open_to(viewer: Any) -> ColumnElement[bool]:
    """Threads in which something could still be said, in spaces that ``viewer`` looks after."""
    return and_(tended_by(viewer), Space.archived_at.is_(None), Thread.locked_at.is_(None))


def _listed() -> Select[Any]:
    columns = (Thread.id, Thread.slug, Thread.title, Thread.speech, Thread.created_at, Thread.last_at)
    rows: Any = select(*columns, Space.slug.label("space"), Space.title.label("space_title"))
    return rows.join(Space, Space.id == Thread.space_id).where(Thread.merged_into_id.is_(None))


def unanswered(viewer: Any, now: datetime) -> Iterable[News]:
    """Questions to which only who asked has written, the oldest first."""
    alone = and_(Thread.kind == Kind.question.value, Thread.voices <= 1, Thread.created_at < now - PATIENCE)
    oldest = _listed().where(_open_to(viewer), alone).order_by(Thread.created_at, Thread.id)
    for row in db.session.execute(oldest.limit(MOST)):
        days = (now - row.created_at).days
        waits = ngettext(
            "Waits for an answer for %(num)d day.", "Waits for an answer for %(num)d days.", days
        )
        yield News(_at(row, row.created_at), row.space_title, row.title, waits, queries.address(row))


def one_sided(viewer: Any, now: datetime) -> Iterable[News]:
    """Threads of the last month whose posts are all of one group; not those where groups are not told."""
    first, other = aliased(Post), aliased(Post)
    differs = (other.thread_id == Thread.id) & (other.group_key != first.group_key)
    alone = and_(
        Thread.last_at > now - LATELY,
        Thread.posts >= SOME,
        Thread.speech != Speech.chatham.value,
        ~exists(select(other.id).where(differs, other.removed_at.is_(None)).correlate(Thread, first)),
    )
    found = _listed().add_columns(Group.name.label("group"))
    found = found.join(first, (first.thread_id == Thread.id) & (first.seq == 1))
    found = found.join(Group, Group.key == first.group_key).where(_open_to(viewer), alone)
    for row in db.session.execute(found.order_by(Thread.last_at.desc(), Thread.id.desc()).limit(MOST)):
        note = gettext("Only this group has spoken: %(group)s.", group=gettext(row.group))
        yield News(_at(row, row.last_at), row.space_title, row.title, note, queries.address(row))


def _at(row: Any, moment: datetime) -> datetime:
    return moment if names_people(row.speech) else told_at(moment)
