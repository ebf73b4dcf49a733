"""What becomes of a request to join: approved, refused, or a question is put first and answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from cop.admission import permits
from cop.admission.models import Question
from cop.admission.rules import LASTS, QUESTION
from cop.kernel import keys, refs
from cop.kernel.actions import action, lock_row, upkeep
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove
from cop.kernel.ledger import MEMBERS, OFFICERS, record
from cop.kernel.permits import Actor, public
from cop.members import keeping
from cop.members.models import Member
from cop.members.rules import DEAD_LINK, State, after


@action(permits.may_approve, lock="member")
def approve(member: Member, *, actor: Member, now: datetime) -> None:
    """Raises IllegalMove unless the request waits: its address is confirmed and nobody has decided it."""
    member.state = after(State(member.state), "approve").value
    member.active_at = now
    keeping.decision(member, "approve", "", actor, now)
    _withdraw(member, now)
    record("member_approved", member.ref, actor=actor, now=now, audience=MEMBERS)


@action(permits.may_refuse, lock="member")
def refuse(member: Member, reason: str, *, actor: Member, now: datetime) -> None:
    """Refuses a request; the reason goes to the person. Raises IllegalMove."""
    member.state = after(State(member.state), "refuse").value
    decision = keeping.decision(member, "refuse", reason, actor, now)
    _withdraw(member, now)
    record("member_refused", member.ref, actor=actor, now=now, audience=OFFICERS, decision=decision.id)


def _withdraw(member: Member, now: datetime) -> None:
    """A question that was not answered needs no answer any more; its link is dead."""
    unanswered = Question.answered_at.is_(None) & Question.withdrawn_at.is_(None)
    for question in db.session.scalars(select(Question).where(Question.member_id == member.id, unanswered)):
        question.withdrawn_at = now
        keys.void(QUESTION, question.ref, now)


@action(permits.may_ask, lock="member")
def ask(member: Member, words: str, *, actor: Member, now: datetime) -> Question:
    """Puts a question to an applicant by mail; one that still waits for its answer gives way. Raises IllegalMove."""
    if member.state != State.awaiting.value:
        raise IllegalMove(N_("Only who waits for approval can be asked. This request was decided already."))
    _withdraw(member, now)
    question = Question(member_id=member.id, words=words, by_id=actor.id, asked_at=now)
    db.session.add(question)
    db.session.flush()
    record("question_put", member.ref, actor=actor, now=now, audience=OFFICERS, question=question.id)
    return question


@upkeep(permits.by_the_clock)
def make_question_link(question: Question, *, actor: Actor, now: datetime) -> str:
    """A secret for the link in the letter that is being written; only its hash stays here."""
    return keys.mint(QUESTION, question.ref, LASTS[QUESTION], now)


@action(public)
def answer(raw: str, words: str, *, actor: Actor, now: datetime) -> Question:
    """Uses the link that came with a question: the answer goes to who decides. Raises IllegalMove."""
    subject = keys.redeem(QUESTION, raw, now)
    question = db.session.get(Question, refs.split(subject)[1]) if subject else None
    if question is None:
        raise IllegalMove(DEAD_LINK)
    lock_row(question.member)
    if not question.waits or question.member.state != State.awaiting.value:
        raise IllegalMove(N_("Your request was decided in the meantime, so no answer is needed any more."))
    question.answer, question.answered_at = words, now
    keys.void(QUESTION, question.ref, now)
    record(
        "question_answered",
        question.member.ref,
        actor=actor,
        now=now,
        audience=OFFICERS,
        question=question.id,
    )
    return question
