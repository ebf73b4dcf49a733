"""Writing a proposal, handing it in, taking it back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from cop.calls import permits, profile, rules
from cop.calls.models import Call, ProfileAnswer, Proposal
from cop.calls.profile import Way
from cop.calls.proposing import field_of, lacking
from cop.calls.rules import Offered, Standing
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Stale
from cop.kernel.ledger import NOBODY, record
from cop.members.models import Member


@action(permits.may_propose, lock="call")
def begin_proposal(call: Call, offered: Offered, *, actor: Member, now: datetime) -> Proposal:
    """A draft that its author alone reads. Raises IllegalMove when the call is not open, Invalid at a field."""
    rules.demand_step("save", rules.state_of(call, now), Standing.DRAFT)
    last = db.session.scalar(select(func.max(Proposal.number)).where(Proposal.call_id == call.id)) or 0
    proposal = Proposal(call=call, number=last + 1, author=actor, title=offered.title, created_at=now)
    proposal.organisation = actor.organisation.name
    _write(proposal, offered)
    db.session.add(proposal)
    db.session.flush()
    record("proposal_begun", proposal.ref, actor=actor, now=now, audience=NOBODY)
    return proposal


def _write(proposal: Proposal, offered: Offered) -> None:
    for key, value in vars(offered).items():
        if key != "answers":
            setattr(proposal, key, value)
    have = {one.characteristic_id: one for one in proposal.answers}
    for line in proposal.call.profile:
        value, note = offered.answers.get(line.id, ("", ""))
        if value and line.way != Way.WORDS:
            profile.number(value, field_of(line))
        if line.id in have:
            have[line.id].value, have[line.id].note = value, note
        else:
            proposal.answers.append(ProfileAnswer(characteristic_id=line.id, value=value, note=note))


@action(permits.may_write, lock="proposal")
def edit_proposal(
    proposal: Proposal, offered: Offered, version: int, *, actor: Member, now: datetime
) -> None:
    """Until the call closes; what is submitted stays complete. Raises Stale, IllegalMove, Invalid."""
    _demand(proposal, "save", now)
    if version != proposal.version:
        raise Stale(
            N_("You saved this proposal elsewhere meanwhile."),
            theirs="\n\n".join((proposal.title, proposal.summary, proposal.approach, proposal.evidence)),
            version=proposal.version,
        )
    _write(proposal, offered)
    if proposal.standing == Standing.SUBMITTED:
        _demand_whole(proposal)
    proposal.version += 1
    record("proposal_edited", proposal.ref, actor=actor, now=now, audience=NOBODY)


def _demand(proposal: Proposal, step: str, now: datetime) -> None:
    rules.demand_step(step, rules.state_of(proposal.call, now), proposal.standing)


def _demand_whole(proposal: Proposal) -> None:
    if lacks := lacking(proposal):
        raise IllegalMove(N_("Still needed to submit: %(what)s. You write it."), what=lacks)


@action(permits.may_write, lock="proposal")
def submit_proposal(proposal: Proposal, *, actor: Member, now: datetime) -> None:
    """Hands it in: from now on the call's team reads it. Raises IllegalMove with what is missing."""
    _demand(proposal, "submit", now)
    _demand_whole(proposal)
    proposal.standing, proposal.submitted_at = Standing.SUBMITTED.value, now
    proposal.version += 1
    record("proposal_submitted", proposal.ref, actor=actor, now=now, audience=NOBODY)


@action(permits.may_write, lock="proposal")
def withdraw_proposal(proposal: Proposal, *, actor: Member, now: datetime) -> None:
    """Nobody else reads it any more; who had read it is told. Raises IllegalMove once it is decided."""
    _demand(proposal, "withdraw", now)
    submitted = proposal.standing != Standing.DRAFT
    proposal.standing = Standing.WITHDRAWN.value
    proposal.version += 1
    facts = {"call": proposal.call_id, "number": proposal.number, "submitted": submitted}
    record("proposal_withdrawn", proposal.ref, actor=actor, now=now, audience=NOBODY, **facts)
