"""Leaving the community, by oneself or at a written request."""

from __future__ import annotations

from datetime import datetime

from cop.kernel.actions import action
from cop.kernel.ledger import OFFICERS, record
from cop.kernel.permits import Actor
from cop.members import keeping
from cop.members.models import Member
from cop.members.rules import State, after
from cop.privacy import permits
from cop.privacy.leaving import demand_free, erase


@action(permits.may_leave, lock="member")
def leave(member: Member, words: bool, *, actor: Actor, now: datetime) -> None:
    """The member leaves; ``words``: what they wrote in discussions is deleted too. Raises IllegalMove."""
    _go(member, words, now)
    record("member_left", member.ref, actor=actor, now=now, audience=OFFICERS, words=int(words))


@action(permits.may_let_go, lock="member")
def let_go(member: Member, reason: str, words: bool, *, actor: Member, now: datetime) -> None:
    """The same for who asked in writing; ``reason`` says where the request lies. Raises IllegalMove."""
    _go(member, words, now)
    decision = keeping.decision(member, "leave", reason, actor, now)
    record(
        "member_let_go",
        member.ref,
        actor=actor,
        now=now,
        audience=OFFICERS,
        words=int(words),
        decision=decision.id,
    )


def _go(member: Member, words: bool, now: datetime) -> None:
    state = after(State(member.state), "leave")
    demand_free(member)
    member.state = state.value
    erase(member, words, now)
