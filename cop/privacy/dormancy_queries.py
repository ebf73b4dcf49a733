"""Members who have not been seen for long."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, func, select

from cop.kernel import keys, paging, refs
from cop.kernel.db import db
from cop.members.models import Member
from cop.members.presence import here_since
from cop.members.rules import State
from cop.privacy.pause_models import Question

QUIET = timedelta(days=90)
QUARTER = timedelta(days=91)
PURPOSE = "privacy.dormant"
LASTS = timedelta(days=60)


def unseen(now: datetime, after: int, most: int) -> list[Member]:
    """Those who take part, have neither signed in nor done anything for three months, and were not asked this quarter.

    By id, from the one behind ``after`` on.
    """
    since = now - QUIET
    asked = exists().where(Question.member_id == Member.id, Question.asked_at > now - QUARTER)
    quiet = (Member.state == State.active.value) & (Member.active_at < since) & ~here_since(since) & ~asked
    listed = select(Member).where(Member.id > after, quiet).order_by(Member.id).limit(most)
    return list(db.session.scalars(listed))


def of_link(raw: str, now: datetime) -> Question | None:
    """The question that a letter's link belongs to, while it holds. Looking does not use it."""
    token = keys.peek(PURPOSE, raw, now)
    return db.session.get(Question, refs.split(token.subject)[1]) if token else None


def listed(cursor: str) -> paging.Page:
    """The last question put to each member who is still one, newest first: name, state, asked_at, answer, answered_at."""
    newest = select(func.max(Question.id)).group_by(Question.member_id)
    found: Any = (
        select(Question.id, Question.asked_at, Question.answer, Question.answered_at)
        .add_columns(Member.id.label("member_id"), Member.name, Member.state)
        .join(Member, Member.id == Question.member_id)
        .where(Question.id.in_(newest))
    )
    return paging.read(found, (Question.id,), cursor=cursor)
