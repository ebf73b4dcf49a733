"""Asking members not seen for long whether they stay, and taking their answer."""

from __future__ import annotations

from datetime import datetime, timedelta

from cop.kernel import keys, refs
from cop.kernel.actions import action, upkeep
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import OFFICERS, record
from cop.kernel.permits import SYSTEM, Actor, public
from cop.members.models import Member
from cop.members.rules import DEAD_LINK
from cop.privacy import leaving_actions, pause_actions, permits
from cop.privacy.dormancy_queries import LASTS, PURPOSE
from cop.privacy.pause_models import ANSWERS, Question

PAUSE = timedelta(days=90)
SIGN_IN = N_(
    "This account has a role, a mandate or a second factor, so a link from a letter is not enough. Sign in, and leave on "
    "the account page."
)


@action(permits.by_the_clock, lock="member")
def ask_whether_staying(member: Member, *, actor: Actor, now: datetime) -> Question:
    """Puts the question; whoever does not answer stays a member and is asked again next quarter."""
    made = Question(member_id=member.id, asked_at=now)
    db.session.add(made)
    db.session.flush()
    record("dormancy_asked", member.ref, actor=actor, now=now, audience=OFFICERS, question=made.id)
    return made


@upkeep(permits.by_the_clock)
def make_link(question: Question, *, actor: Actor, now: datetime) -> str:
    """A secret for the letter that is being written."""
    return keys.mint(PURPOSE, question.ref, LASTS, now)


@action(public)
def answer_link(raw: str, answer: str, *, actor: Actor, now: datetime) -> None:
    """Uses a letter's link: "stay", "pause" (for three months) or "leave". Raises IllegalMove, Invalid."""
    subject = keys.redeem(PURPOSE, raw, now)
    question = db.session.get(Question, refs.split(subject)[1]) if subject else None
    if question is None or question.answer:
        raise IllegalMove(DEAD_LINK)
    if answer not in ANSWERS:
        raise Invalid(N_("Choose one of the three."))
    member = db.session.get_one(Member, question.member_id)
    question.answer, question.answered_at = answer, now
    record("dormancy_answered", member.ref, actor=actor, now=now, audience=OFFICERS, question=question.id)
    _follow(member, answer, now)


def _follow(member: Member, answer: str, now: datetime) -> None:
    if answer == "pause":
        pause_actions.pause(member, now + PAUSE, True, False, actor=SYSTEM, now=now)
    if answer == "leave":
        if (
            member.factors
            or member.grants_held
            or any(m.ended_at is None and m.until > now for m in member.mandates)
        ):
            raise IllegalMove(SIGN_IN)
        leaving_actions.leave(member, False, actor=SYSTEM, now=now)
