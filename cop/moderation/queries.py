"""Cases as moderators see them, and rulings as those see them whom they concern."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import contains_eager

from cop.kernel import paging
from cop.kernel.db import db
from cop.kernel.text import sort_key
from cop.members.models import Member
from cop.members.people_queries import holders, names
from cop.moderation.models import Case, Flag
from cop.moderation.rules import AGAINST, REMEMBERED, WAITING
from cop.spaces.group_queries import facilitator_ids
from cop.spaces.models import Space
from cop.spaces.visibility import tended_by, visible_to

MOST = 100
OPEN_STATES = [state.value for state in WAITING]
RULED_AGAINST = [ruling.value for ruling in AGAINST]


def case(viewer: Any, id: int) -> Case | None:
    """A case about something in a space that ``viewer`` may read."""
    found = select(Case).join(Case.space).where(Case.id == id, visible_to(viewer))
    return db.session.scalar(found.options(contains_eager(Case.space)))


def own(viewer: Any, id: int) -> Case | None:
    """A case about what ``viewer`` wrote, once it is decided; wherever it was."""
    decided = select(Case).where(Case.id == id, Case.author_id == viewer.id, Case.ruling.in_(RULED_AGAINST))
    return db.session.scalar(decided)


def queue(viewer: Any, show: str, cursor: str = "") -> paging.Page:
    """Cases that ``viewer`` looks after: ``waiting`` (those longest first), ``mine``, or ``done`` (the last first)."""
    flags = select(func.count()).where(Flag.case_id == Case.id).correlate(Case).scalar_subquery()
    listed: Any = (
        select(
            Case.id,
            Case.subject,
            Case.state,
            Case.ruling,
            Case.opened_at,
            Case.folded_at,
            Case.decided_at,
            Member.name.label("assignee"),
            Space.title.label("space"),
            flags.label("flags"),
        )
        .join(Space, Space.id == Case.space_id)
        .outerjoin(Member, Member.id == Case.assignee_id)
        .where(tended_by(viewer), Case.author_id != viewer.id, _shown(viewer, show))
    )
    return paging.read(listed, (Case.id,), cursor=cursor, descending=show == "done")


def _shown(viewer: Any, show: str) -> ColumnElement[bool]:
    waits = Case.state.in_(OPEN_STATES)
    if show == "done":
        return ~waits
    return waits & (Case.assignee_id == viewer.id) if show == "mine" else waits


def waiting(viewer: Any) -> tuple[int, datetime | None]:
    """How many cases wait for ``viewer`` or for anybody who looks after them, and since when the oldest does."""
    free = or_(Case.assignee_id.is_(None), Case.assignee_id == viewer.id)
    counted = select(func.count(), func.min(Case.opened_at)).join(Space, Space.id == Case.space_id)
    theirs = (tended_by(viewer), Case.author_id != viewer.id, Case.state.in_(OPEN_STATES), free)
    number, oldest = db.session.execute(counted.where(*theirs)).one()
    return number, oldest


def flags(case: Case) -> Sequence[Flag]:
    found = select(Flag).where(Flag.case_id == case.id).order_by(Flag.id).limit(MOST)
    return db.session.scalars(found).all()


def earlier(case: Case, now: datetime) -> int:
    """How many rulings of the last year went against the same author and stand."""
    since = (Case.author_id == case.author_id) & (Case.decided_at > now - REMEMBERED) & (Case.id != case.id)
    stands = Case.ruling.in_(RULED_AGAINST) & Case.granted.is_not(true())
    return db.session.scalar(select(func.count()).select_from(Case).where(since, stands)) or 0


def unread(viewer: Any) -> Sequence[Case]:
    """Rulings against what ``viewer`` wrote that the viewer has not read."""
    mine = (Case.author_id == viewer.id) & Case.ruling.in_(RULED_AGAINST) & Case.read_at.is_(None)
    return db.session.scalars(select(Case).where(mine).order_by(Case.id).limit(MOST)).all()


def moderators(case: Case, now: datetime) -> list[tuple[int, str]]:
    """(id, name) of the facilitators of the case's space and the secretariat, but for who wrote it; by name."""
    officers = [officer.id for officer in holders("officer", now)]
    ids = {*facilitator_ids(case.space_id), *officers} - {case.author_id}
    return sorted(names(ids).items(), key=lambda one: (sort_key(one[1]), one[0]))
