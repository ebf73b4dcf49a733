"""What watches over the running pilot: reviewers whom Kalinda asked, and what Arunia's sites vouch for."""

from __future__ import annotations

from datetime import datetime, timedelta

from cop.demo.people import Cast
from cop.demo.pilots import ARUNIA, KALINDA
from cop.kernel import clock
from cop.oversight import site_actions
from cop.oversight.rules import DUTIES, Signed
from cop.panels import actions, review_actions
from cop.panels.models import PanelReview
from cop.panels.rules import Settings, Written
from cop.pilots.models import Pilot

REASONS = (
    "The need is real and the sites know the tool's limits. What is missing is who reads the films on days when the "
    "one trained nurse is away."
)
TERMS = "A second reader named for each site before the first film is read there."


def tell(cast: Cast, pilot: Pilot, now: datetime) -> None:
    """One has concluded, one was asked."""
    regulator = cast.personas["regulator2"]
    track = next(one for one in pilot.tracks if one.country == KALINDA)
    with clock.at(now - timedelta(days=6)):
        due = clock.now().date() + timedelta(days=13)
        panel = actions.convene(track, Settings(due, waited=False), actor=regulator)
        review = actions.name_reviewer(panel, cast.personas["clinician"], "clinical", actor=regulator)
        actions.name_reviewer(panel, cast.personas["advocate"], "ethics", actor=regulator)
    with clock.at(now - timedelta(days=2)):
        _review(review)
        _vouch(cast, pilot)


def _vouch(cast: Cast, pilot: Pilot) -> None:
    """One of Arunia's two sites has its checklist, and a nurse is not trained yet; the other has none."""
    site = next(one for one in pilot.tracks if one.country == ARUNIA).sites[0]
    answers = {key: {"stands": "yes", "note": ""} for key in DUTIES}
    answers["training"] = {"stands": "no", "note": "One nurse of four is trained next week."}
    signed = Signed(answers, "Medical officer in charge", clock.now().date())
    site_actions.fill_checklist(site, signed, 0, actor=cast.personas["developer"])


def _review(review: PanelReview) -> None:
    reviewer = review.member
    review_actions.accept(review, "None: my hospital takes no part in the pilot.", actor=reviewer)
    answers = {one.key: {"answer": "yes", "note": ""} for one in review.questions}
    answers[review.questions[-1].key] = {"answer": "partly", "note": "For sensitivity, not for absent staff."}
    written = Written(answers, "conditions", TERMS, REASONS)
    review_actions.write(review, written, review.version, actor=reviewer)
