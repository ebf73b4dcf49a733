"""What needs a hand, as the features say it, and who is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import current_app
from sqlalchemy import exists, select

from cop.facilitation.models import Quiet, Week
from cop.kernel.db import db
from cop.kernel.features import News
from cop.members.models import Member
from cop.members.people_queries import IN_FORCE_NOW
from cop.spaces.models import Space, SpaceMember


@dataclass(frozen=True)
class Tended:
    """Questions that wait, the oldest first; threads in which one group alone has spoken, the newest first."""

    unanswered: Sequence[News]
    one_sided: Sequence[News]

    def __bool__(self) -> bool:
        return bool(self.unanswered or self.one_sided)


def tended(viewer: Any, now: datetime) -> Tended:
    """Two queries, whatever there is."""
    hooks = current_app.extensions["cop"].hooks
    return Tended(*(list(hooks[f"tended:{what}"](viewer, now)) for what in ("unanswered", "one_sided")))


def is_noted(week: date) -> bool:
    return db.session.get(Week, week) is not None


def is_quiet(member: Any) -> bool:
    return db.session.get(Quiet, member.id) is not None


def to_note() -> Sequence[int]:
    """Facilitators in force of spaces at work who want the note."""
    kept = select(SpaceMember.member_id).join(Space, Space.id == SpaceMember.space_id)
    kept = kept.where(SpaceMember.facilitator, Space.archived_at.is_(None))
    quiet = exists(select(Quiet.member_id).where(Quiet.member_id == Member.id))
    found = select(Member.id).where(Member.id.in_(kept), IN_FORCE_NOW, ~quiet)
    return db.session.scalars(found.order_by(Member.id)).all()
