"""How a case is opened and closed; its subject is held by the caller, so that nobody waits for anybody crosswise."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from cop.kernel.actions import lock_row
from cop.kernel.db import db, is_postgresql
from cop.kernel.ledger import NOBODY, OFFICERS, record
from cop.moderation import rules
from cop.moderation.models import UNDECIDED, Case
from cop.moderation.rules import Ruling, State
from cop.spaces import speech


def undecided(subject: str) -> Case | None:
    """The case about ``subject`` that nobody has decided, locked."""
    found = db.session.scalar(select(Case).where(Case.subject == subject, UNDECIDED))
    if found is not None:
        lock_row(found)
    return found


def opened(subject: str, space_id: int, author_id: int, now: datetime) -> Case:
    """The same, opened if there is none."""
    new = {"subject": subject, "space_id": space_id, "author_id": author_id, "state": State.open.value}
    new |= {"opened_at": now, "reason": "", "appeal": "", "answer": "", "version": 1}
    made = (postgresql if is_postgresql() else sqlite).insert(Case).values(new)
    once = made.on_conflict_do_nothing(index_elements=[Case.subject], index_where=UNDECIDED)
    db.session.execute(once)
    case = undecided(subject)
    assert case is not None  # just put there, and locked since
    return case


def close(case: Case, ruling: Ruling, reason: str, actor: Any, now: datetime) -> None:
    """Decides the case. Who decides is told of to moderators; an author who takes words back, to nobody."""
    rules.demand_undecided(case.state)
    case.state, case.ruling, case.reason = State.decided.value, ruling.value, reason
    case.decided_at, case.decided_by_id, case.assignee_id = now, actor.id, None
    case.version += 1
    audience = NOBODY if actor.id == case.author_id else OFFICERS
    facts = {"case": case.id, "ruling": ruling.value, "by_author": actor.id == case.author_id}
    record("case_decided", case.subject, actor=actor, now=now, audience=audience, **facts)


def note_removal(subject: Any, reason: str, actor: Any, now: datetime) -> None:
    """A feature's thing (``ref``, ``space_id``, ``author_id``) is taken off its page, by whomever.

    By a moderator that is a ruling, which its author may appeal; by its author it ends a case, if there was one.
    """
    if actor.id != subject.author_id:
        case = opened(subject.ref, subject.space_id, subject.author_id, now)
        close(case, Ruling.removed, reason, actor, now)
    elif (flagged := undecided(subject.ref)) is not None:
        close(flagged, Ruling.withdrawn, "", actor, now)


def heard_of_author(rule: str) -> str:
    """The audience of what an author does in a case; ``rule`` is the subject's rule of speech."""
    return speech.audience(rule, OFFICERS)
