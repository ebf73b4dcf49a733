"""Flagging, and what becomes of it. Each write first holds the thing it is about, then the case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from cop.kernel.actions import action, lock_row, upkeep
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import NOBODY, OFFICERS, record
from cop.kernel.permits import SYSTEM
from cop.moderation import keeping, permits, queries, rules, subjects
from cop.moderation.models import Case, Flag
from cop.moderation.rules import Reason, Ruling, State
from cop.moderation.subjects import Subject


@action(permits.may_flag)
def flag(subject: Subject, reason: Reason, note: str = "", *, actor: Any, now: datetime) -> Flag:
    """Asks the moderators to look at it. Enough flags, from enough sides, fold it up. Raises IllegalMove."""
    kind, id = subjects.of(subject.ref)
    kind.hold(id)
    _demand_new(subject, actor)
    case = keeping.opened(subject.ref, subject.space_id, subject.author_id, now)
    made = Flag(case_id=case.id, member_id=actor.id, group_key=actor.group_key, country=actor.country)
    made.reason, made.note, made.at = reason.value, note, now
    db.session.add(made)
    db.session.flush()
    first = len(queries.flags(case)) == 1
    record("flag_raised", subject.ref, actor=actor, now=now, audience=NOBODY, case=case.id, first=first)
    _fold(case, now)
    return made


def _demand_new(subject: Subject, actor: Any) -> None:
    """One look for each reader: who was answered does not ask again."""
    if subject.removed:
        raise IllegalMove(N_("This was removed already."))
    earlier = select(Flag.id).join(Case, Case.id == Flag.case_id)
    if db.session.scalar(earlier.where(Case.subject == subject.ref, Flag.member_id == actor.id)):
        raise IllegalMove(
            N_("You have flagged this already. The moderators have your reason, or answered it.")
        )


def _fold(case: Case, now: datetime) -> None:
    sources = [(one.group_key, one.country) for one in queries.flags(case)]
    if case.folded_at is None and rules.folds(sources):
        kind, id = subjects.of(case.subject)
        kind.fold(id, now)
        case.folded_at = now
        record("flagged_folded", case.subject, actor=SYSTEM, now=now, audience=OFFICERS, case=case.id)


def _hold(case: Case) -> None:
    kind, id = subjects.of(case.subject)
    kind.hold(id)
    lock_row(case)


@action(permits.may_handle)
def assign(case: Case, member_id: int, *, actor: Any, now: datetime) -> None:
    """``member_id``, a moderator of the case, looks after it from now on. Raises IllegalMove, Invalid (assignee)."""
    _hold(case)
    rules.demand_waiting(case.state)
    if member_id not in [id for id, _name in queries.moderators(case, now)]:
        raise Invalid(
            N_("Choose a facilitator of the space or somebody of the secretariat."), field="assignee"
        )
    if case.state == State.open.value:
        case.state = State.taken.value
    case.assignee_id, case.version = member_id, case.version + 1
    facts = {"case": case.id, "member": member_id}
    record("case_assigned", case.subject, actor=actor, now=now, audience=OFFICERS, **facts)


@action(permits.may_handle)
def give_back(case: Case, *, actor: Any, now: datetime) -> None:
    """Whoever looked after it does so no more; it waits for anybody."""
    _hold(case)
    rules.demand_waiting(case.state)
    if case.assignee_id is None:
        raise IllegalMove(N_("Nobody looks after it."))
    if case.state == State.taken.value:
        case.state = State.open.value
    case.assignee_id, case.version = None, case.version + 1
    record("case_given_back", case.subject, actor=actor, now=now, audience=OFFICERS, case=case.id)


@action(permits.may_handle)
def decide(case: Case, ruling: Ruling, reason: str, *, actor: Any, now: datetime) -> None:
    """Keeps it, warns its author, or removes it. Raises IllegalMove, Invalid (reason)."""
    kind, id = subjects.of(case.subject)
    _hold(case)
    rules.demand_undecided(case.state)
    rules.demand_mine(case.assignee_id, actor.id)
    if ruling is Ruling.withdrawn:
        raise Invalid(N_("Only its author takes a post back."), field="ruling")
    if ruling is Ruling.removed:
        kind.remove(id, reason, actor, now)  # which closes the case, as every removal by a moderator does
    else:
        keeping.close(case, ruling, reason, actor, now)
        kind.fold(id, None)


@upkeep(permits.may_read_ruling, lock="case")
def note_read(case: Case, *, actor: Any, now: datetime) -> None:
    """The author has read what was decided."""
    case.read_at = case.read_at or now


@action(permits.may_appeal, lock="case")
def appeal(case: Case, words: str, *, actor: Any, now: datetime) -> None:
    """Asks for another look, by somebody else. Raises IllegalMove."""
    rules.demand_appealable(case.state, case.ruling, case.decided_at, now)
    case.state, case.appeal, case.appealed_at = State.appealed.value, words, now
    case.read_at, case.version = case.read_at or now, case.version + 1
    found = subjects.find(actor, case.subject)
    audience = keeping.heard_of_author(found.rule) if found else NOBODY
    record("case_appealed", case.subject, actor=actor, now=now, audience=audience, case=case.id)


@action(permits.may_settle)
def settle(case: Case, granted: bool, answer: str, *, actor: Any, now: datetime) -> None:
    """Answers an appeal. ``granted``: what was removed stands again, a warning is taken back. Raises IllegalMove."""
    kind, id = subjects.of(case.subject)
    _hold(case)
    rules.demand_appealed(case.state)
    case.state, case.granted, case.answer = State.settled.value, granted, answer
    case.settled_at, case.settled_by_id, case.assignee_id = now, actor.id, None
    case.read_at, case.version = None, case.version + 1
    if granted and case.ruling == Ruling.removed.value:
        kind.restore(id, actor, now)
    facts = {"case": case.id, "granted": granted}
    record("appeal_settled", case.subject, actor=actor, now=now, audience=OFFICERS, **facts)
