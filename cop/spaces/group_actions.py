"""What is done to a working group as a whole: how it is joined, its terms, and its end."""

from __future__ import annotations

from datetime import date, datetime

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Stale
from cop.kernel.ledger import OFFICERS, record
from cop.kernel.permits import Actor
from cop.members.models import Member
from cop.spaces import group_rules
from cop.spaces.group_models import Term
from cop.spaces.group_rules import Joining
from cop.spaces.models import Space
from cop.spaces.permits import by_the_clock, may_manage


@action(may_manage, lock="space")
def constitute(
    space: Space, joining: Joining | None, ends: date | None, version: int, *, actor: Member, now: datetime
) -> None:
    """Makes the space a working group that is joined that way, until ``ends``; None makes it a plain space again.

    Raises Stale when the space was changed after ``version``, Invalid (joining, ends).
    """
    if space.version != version:
        raise Stale(
            N_("Someone changed the space while you wrote. Compare, then send again."),
            theirs=" ".join(filter(None, [space.joining, str(space.term_ends or "")])),
            version=space.version,
        )
    group_rules.demand_reachable(space.visibility, joining)
    if ends is not None and ends != space.term_ends:
        _keep_term(space, "set", now.date(), ends, "", actor, now)
    space.joining, space.term_ends = joining and joining.value, ends if joining else None
    space.version += 1
    facts = {"joining": str(joining or ""), "until": str(space.term_ends or "")}
    record("group_constituted", space.ref, actor=actor, now=now, audience=space.audience, **facts)


@action(may_manage, lock="space")
def renew_term(space: Space, ends: date, note: str, *, actor: Member, now: datetime) -> None:
    """A term that follows the one that is ending, or has ended. Raises IllegalMove, Invalid (ends)."""
    if space.term_ends is None or space.archived_at is not None:
        raise IllegalMove(N_("Only a working group that is open and has a term has one to renew."))
    begins = max(now.date(), space.term_ends)
    _keep_term(space, "renewed", begins, ends, note, actor, now)
    space.term_ends, space.version = ends, space.version + 1
    record("group_renewed", space.ref, actor=actor, now=now, audience=space.audience, until=str(ends))


@action(may_manage, lock="space")
def close_group(space: Space, note: str, *, actor: Member, now: datetime) -> None:
    """The group has done its work: it is archived, with what came of it. Raises IllegalMove."""
    if space.joining is None or space.archived_at is not None:
        raise IllegalMove(N_("Only a working group that is open can be closed."))
    today = now.date()
    term = Term(space_id=space.id, act="closed", begins=today, ends=today, note=note, by_id=actor.id, at=now)
    db.session.add(term)
    space.archived_at, space.version = now, space.version + 1
    record("group_closed", space.ref, actor=actor, now=now, audience=space.audience)


def _keep_term(
    space: Space, act: str, begins: date, ends: date, note: str, actor: Member, now: datetime
) -> None:
    group_rules.demand_term(begins, ends, now.date())
    term = Term(space_id=space.id, act=act, begins=begins, ends=ends, note=note, by_id=actor.id, at=now)
    db.session.add(term)


@action(by_the_clock, lock="space")
def remind_of_term(space: Space, *, actor: Actor, now: datetime) -> None:
    """Reminds facilitators and officers, once a term, that it ends."""
    if space.archived_at is None and group_rules.reminder_due(space.term_ends, space.reminded, now.date()):
        space.reminded = space.term_ends
        record(
            "group_term_ends", space.ref, actor=actor, now=now, audience=OFFICERS, until=str(space.term_ends)
        )
