"""Who reads which call and which proposal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select

from cop.calls.models import Call, CallPerson, Proposal
from cop.calls.rules import HANDED_IN, Part


def _named(viewer: Any, *parts: Part) -> ColumnElement[bool]:
    """Condition on Call: ``viewer`` leads it or was named to one of these parts."""
    place = select(CallPerson.id).where(CallPerson.call_id == Call.id, CallPerson.member_id == viewer.id)
    return or_(Call.lead_id == viewer.id, exists(place.where(CallPerson.part.in_(parts))))


def concerned(viewer: Any) -> ColumnElement[bool]:
    """Condition on Call: ``viewer`` is of its team or reviews for it."""
    return _named(viewer, *Part)


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Condition on Call: from its publication everyone's, before it its people's."""
    published = Call.opened_at.is_not(None)
    return or_(published, concerned(viewer)) if viewer.is_member else published


def proposals_visible_to(viewer: Any, now: datetime) -> ColumnElement[bool]:
    """Condition on Proposal joined with its Call: its author's always; once handed in the team's, after the closing
    the reviewers' too. A draft, and what was withdrawn, is its author's alone.
    """
    own = Proposal.author_id == viewer.id
    over = and_(concerned(viewer), Call.closes <= now)
    handed_in = Proposal.standing.in_(HANDED_IN)
    return or_(own, and_(handed_in, or_(_named(viewer, Part.TEAM), over)))
