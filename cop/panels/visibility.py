"""Who reads what of a panel: the country's regulators and the reviewers all; others what was opened to them."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, not_, or_, select
from sqlalchemy.orm import aliased

from cop.members.people_queries import countries_regulated
from cop.panels.models import Panel, PanelReview
from cop.panels.permits import may_convene
from cop.panels.rules import SEATED, Place
from cop.pilots.models import Pilot, PilotCountry
from cop.pilots.permits import in_team
from cop.pilots.rules import State
from cop.pilots.visibility import on_team, was_asked


class Sight(IntEnum):
    """How much of a panel somebody reads, each with all below it."""

    NOTHING = 0
    ASKED = 1  # that they are asked, and by when
    OUTCOME = 2  # what was concluded and why, without names
    WHOLE = 3


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Condition on Panel, joined with its track and pilot."""
    if not viewer.is_member:
        return false()
    seat = select(PanelReview.id).where(
        PanelReview.panel_id == Panel.id, PanelReview.member_id == viewer.id, PanelReview.place.in_(SEATED)
    )
    reads = [exists(seat), and_(Panel.released_at.is_not(None), on_team(viewer))]
    if countries := countries_regulated(viewer):
        other = aliased(PilotCountry)
        elsewhere = select(other.pilot_id).where(other.country.in_(countries), other.state != State.DRAFT)
        shared = and_(Panel.shared_at.is_not(None), Pilot.id.in_(elsewhere))
        reads.append(and_(or_(PilotCountry.country.in_(countries), shared), not_(on_team(viewer))))
    return or_(*reads)


def sight(viewer: Any, panel: Panel) -> Sight:
    """The same of a panel that is loaded."""
    places = {one.place for one in panel.reviews if one.member_id == viewer.id}
    if may_convene(viewer, panel) or Place.ACCEPTED in places:
        return Sight.WHOLE
    if _opened_to(viewer, panel):
        return Sight.OUTCOME
    return Sight.ASKED if Place.ASKED in places else Sight.NOTHING


def _opened_to(viewer: Any, panel: Panel) -> bool:
    pilot = panel.track.pilot
    if in_team(viewer, pilot):
        return panel.released_at is not None
    regulates = any(viewer.regulates(track.country) for track in pilot.tracks if was_asked(track))
    return panel.shared_at is not None and regulates
