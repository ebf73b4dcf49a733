"""Who may do what with the review of a pilot in one country. Subjects are a track, its panel, or a review."""

from __future__ import annotations

from typing import Any

from cop.kernel.errors import N_
from cop.kernel.permits import MEMBER, permit, relation
from cop.panels.rules import Place
from cop.pilots.permits import REGULATOR


def _named(place: Place) -> Any:
    return lambda actor, review: review.member_id == actor.id and review.place == place


ASKED = relation("reviewer_asked", N_("whoever was asked to review it"), _named(Place.ASKED))
REVIEWER = relation("panel_reviewer", N_("the reviewer, having declared interests"), _named(Place.ACCEPTED))

may_read = permit(MEMBER)
may_convene = permit(REGULATOR)
may_answer = permit(ASKED)
may_review = permit(REVIEWER)
