"""Pausing, and coming back."""

from __future__ import annotations

from datetime import datetime, timedelta

from cop.ballots import passing
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid
from cop.kernel.ledger import MEMBERS, NOBODY, record
from cop.kernel.permits import Actor
from cop.members.models import Member
from cop.members.rules import State, after
from cop.privacy import pause_queries, permits
from cop.privacy.pause_models import Pause

LONGEST = timedelta(days=366)
WRONG = N_("Choose a day after today and within a year: after that the pause ends by itself.")


@action(permits.may_pause, lock="member")
def pause(
    member: Member, until: datetime, digest: bool, hand_over: bool, *, actor: Actor, now: datetime
) -> Pause:
    """Until then the member is on no new roll; ``digest``: one letter a week in place of many.

    ``hand_over``: silent seats in open ballots go to their alternates; all others stay as frozen. Raises IllegalMove,
    Invalid (until).
    """
    if not now < until <= now + LONGEST:
        raise Invalid(WRONG, field="until")
    member.state = after(State(member.state), "pause").value
    made = Pause(member_id=member.id, since=now, until=until, digest=digest, digested_at=now)
    db.session.add(made)
    db.session.flush()
    passed = passing.pass_on(member, now) if hand_over else 0
    record("member_paused", member.ref, actor=actor, now=now, audience=MEMBERS, pause=made.id, seats=passed)
    return made


@action(permits.may_come_back, lock="pause")
def end_pause(pause: Pause, *, actor: Actor, now: datetime) -> None:
    """The member takes part again; an account that was stopped meanwhile stays so. Raises IllegalMove."""
    if pause.ended_at is not None:
        raise IllegalMove(N_("This pause is over already."))
    member = db.session.get_one(Member, pause.member_id)
    pause.ended_at = now
    if member.state == State.paused.value:
        member.state = after(State.paused, "return").value
    record("member_returned", member.ref, actor=actor, now=now, audience=MEMBERS, pause=pause.id)


@action(permits.by_the_clock, lock="pause")
def gather_letters(pause: Pause, *, actor: Actor, now: datetime) -> None:
    """Lets one letter go out for all of the last week's."""
    if pause.ended_at is None and pause.digested_at <= now - pause_queries.WEEK:
        pause.digested_at = now
        member = db.session.get_one(Member, pause.member_id)
        record("letters_gathered", member.ref, actor=actor, now=now, audience=NOBODY, pause=pause.id)
