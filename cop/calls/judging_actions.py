"""Rating proposals, and deciding about them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from cop.calls import interests, permits, rules
from cop.calls.models import Proposal, Rating
from cop.calls.rules import LEFT_TO_OTHERS, Standing
from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, Forbidden, IllegalMove
from cop.kernel.ledger import NOBODY, record
from cop.kernel.refs import link
from cop.members.models import Member
from cop.pilots import actions as pilots
from cop.pilots.models import Pilot


def _demand(proposal: Proposal, step: str, actor: Member, now: datetime) -> None:
    rules.demand_step(step, rules.state_of(proposal.call, now), proposal.standing)
    interests.demand_none(proposal, actor, now.date())
    if _own(proposal, actor).mark == LEFT_TO_OTHERS:
        raise Forbidden(N_("You left this proposal to others, and that stands."))


@action(permits.may_rate, lock="proposal")
def rate_proposal(proposal: Proposal, mark: int, reason: str, *, actor: Member, now: datetime) -> None:
    """From 1 to 5; a second rating takes the first one's place. Raises Forbidden for who has an interest in it."""
    _demand(proposal, "rate", actor, now)
    _put(_own(proposal, actor), mark, reason, now)
    record("proposal_rated", proposal.ref, actor=actor, now=now, audience=NOBODY)


def _own(proposal: Proposal, actor: Member) -> Rating:
    same = {"proposal_id": proposal.id, "rater_id": actor.id}
    return db.session.scalar(select(Rating).filter_by(**same)) or Rating(**same)


def _put(rating: Rating, mark: int, reason: str, now: datetime) -> None:
    rating.mark, rating.reason, rating.at = mark, reason, now
    db.session.add(rating)


@action(permits.may_rate, lock="proposal")
def leave_to_others(proposal: Proposal, *, actor: Member, now: datetime) -> None:
    """For who has an interest in it: it waits for them no more, and a rating of theirs goes."""
    rules.demand_step("rate", rules.state_of(proposal.call, now), proposal.standing)
    _put(_own(proposal, actor), LEFT_TO_OTHERS, "", now)
    record("proposal_left_to_others", proposal.ref, actor=actor, now=now, audience=NOBODY)


@action(permits.may_decide, lock="proposal")
def shortlist_proposal(proposal: Proposal, *, actor: Member, now: datetime) -> None:
    """Once somebody without an interest in it has rated it."""
    _demand(proposal, "shortlist", actor, now)
    if not interests.counted(proposal, now.date()):
        raise IllegalMove(
            N_(
                "Nobody without an interest in it has rated this proposal. The team or a reviewer rates it first."
            )
        )
    proposal.standing = Standing.SHORTLISTED.value
    record("proposal_shortlisted", proposal.ref, actor=actor, now=now, audience=NOBODY)


@action(permits.may_decide, lock="proposal")
def decline_proposal(proposal: Proposal, reason: str, *, actor: Member, now: datetime) -> None:
    """Its author reads the reason in a letter."""
    _demand(proposal, "decline", actor, now)
    _decide(proposal, Standing.DECLINED, reason, now)
    record("proposal_declined", proposal.ref, actor=actor, now=now, audience=NOBODY)


def _decide(proposal: Proposal, standing: Standing, reason: str, now: datetime) -> None:
    proposal.standing, proposal.reason, proposal.decided_at = standing.value, reason, now


@action(permits.may_decide, lock="proposal")
def choose_proposal(proposal: Proposal, reason: str, *, actor: Member, now: datetime) -> Pilot:
    """Makes it a draft pilot of its author's, in the call's country, with what is known filled in.

    Pilot, proposal and call lead to each other. Raises IllegalMove when its author takes part no more.
    """
    _demand(proposal, "choose", actor, now)
    if not proposal.author.is_member:
        raise IllegalMove(
            N_("Who wrote this proposal takes part no more, so nobody could lead the pilot. Decline it.")
        )
    _decide(proposal, Standing.CHOSEN, reason, now)
    pilot: Pilot = pilots.register(
        proposal.title, [proposal.call.country], proposal.author, _known(proposal), actor=actor, now=now
    )
    for source, kind in ((proposal.call.ref, "call"), (proposal.ref, "proposal")):
        link(source, pilot.ref, kind, now)
    record("proposal_chosen", proposal.ref, actor=actor, now=now, audience=NOBODY, pilot=pilot.id)
    return pilot


def _known(proposal: Proposal) -> dict[str, dict[str, str]]:
    """Answers of a pilot's dossier, by stage, that the call and the proposal give."""
    call = proposal.call
    return {
        "summary": {
            "title": proposal.title,
            "summary": proposal.summary,
            "function": call.function,
            "application": call.application,
        },
        "parties": {
            "deployers": call.body if call.body_kind == "institution" else "",
            "interests": proposal.interests,
        },
        "product": {key: getattr(proposal, key) for key in ("product", "developer", "product_version")},
        "use": {"setting": call.setting},
    }
