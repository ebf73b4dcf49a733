"""A reviewer accepts or declines, answers the questions and concludes; the clock reminds."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cop.kernel.actions import action
from cop.kernel.errors import N_, IllegalMove, Invalid, Stale
from cop.kernel.ledger import NOBODY, record
from cop.kernel.permits import CLOCK, permit
from cop.panels import permits, rules
from cop.panels.models import PanelReview
from cop.panels.rules import Place, Written
from cop.pilots import independence

STALE = N_("This review was saved elsewhere while you wrote. Look at it again, then save.")


@action(permits.may_answer, lock="review")
def accept(review: PanelReview, interests: str, *, actor: Any, now: datetime) -> None:
    """Takes part, having declared interests. Raises Invalid (interests, slug: what ties the member to the pilot)."""
    if not interests.strip():
        raise Invalid(N_("Declare your interests, or write “none”."), field="interests")
    independence.demand_independent(review.track.pilot, review.member, now.date())
    review.place, review.interests = Place.ACCEPTED.value, interests
    _record("reviewer_accepted", review, actor, now)


@action(permits.may_answer, lock="review")
def decline(review: PanelReview, *, actor: Any, now: datetime) -> None:
    review.place = Place.DECLINED.value
    _record("reviewer_declined", review, actor, now)


@action(permits.may_review, lock="review")
def write(review: PanelReview, written: Written, version: int, *, actor: Any, now: datetime) -> None:
    """Saves, and with a conclusion concludes. It may be concluded anew until the country decides or it is released.

    Raises Stale, IllegalMove, Invalid (a question's key, conclusion, terms, reasons).
    """
    if version != review.version:
        raise Stale(STALE, version=review.version)
    _demand_open(review)
    if written.conclusion:
        keys = [one.key for one in review.questions]
        rules.demand_whole(keys, written.answers, written.conclusion, written.reasons, written.terms)
    elif review.concluded_at:
        raise Invalid(N_("You have concluded. Choose a conclusion again."), field="conclusion")
    review.answers, review.conclusion = dict(written.answers), written.conclusion
    review.terms, review.reasons = written.terms, written.reasons
    review.concluded_at = now if written.conclusion else None
    review.version += 1
    _record("review_concluded" if written.conclusion else "review_written", review, actor, now)


def _demand_open(review: PanelReview) -> None:
    if not review.concluded_at:
        return
    if review.panel.released_at or review.track.decision != "none":
        raise IllegalMove(
            N_("The country has decided, or the conclusions were released: yours stands as it is.")
        )


@action(permit(CLOCK), lock="review")
def remind(review: PanelReview, said: str, *, actor: Any, now: datetime) -> bool:
    """Tells a reviewer once that a review is ``said`` ("soon" or "late"); whether it was news."""
    if review.concluded_at or review.told == said:
        return False
    review.told = said
    _record("reviewer_reminded", review, actor, now, clock=said)
    return True


def _record(verb: str, review: PanelReview, actor: Any, now: datetime, **facts: str) -> None:
    told = {"member": review.member_id, **facts}
    record(verb, review.panel.ref, actor=actor, now=now, audience=NOBODY, **told)
