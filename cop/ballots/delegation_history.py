"""Keeping the history of delegations, in the caller's transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from cop.ballots.delegation_models import DelegationTerm
from cop.ballots.seats import Delegation
from cop.kernel.db import db


def current(delegation: Delegation) -> DelegationTerm | None:
    """The term that runs."""
    of_pair = (DelegationTerm.group_key == delegation.group_key) & (
        DelegationTerm.country == delegation.country
    )
    return db.session.scalar(select(DelegationTerm).where(of_pair, DelegationTerm.ended_at.is_(None)))


def begin(delegation: Delegation, by: Any, now: datetime, how: str = "replaced") -> DelegationTerm:
    """Notes the delegation as it stands now, and that the one before it ended, and ``how``."""
    end(delegation, how, now)
    term = DelegationTerm(group_key=delegation.group_key, country=delegation.country, begins=now)
    term.head_id, term.alternate_id = delegation.head_id, delegation.alternate_id
    term.until, term.named_by_id = delegation.until, by.id
    db.session.add(term)
    db.session.flush()
    return term


def end(delegation: Delegation, how: str, now: datetime) -> DelegationTerm | None:
    """Notes that it ended; the term, if it was noted when it began."""
    if (term := current(delegation)) is not None:
        term.ended_at, term.end = now, how
        db.session.flush()
    return term
