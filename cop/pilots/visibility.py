"""Who reads which pilot, which country's track, and which of their fields."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select

from cop.pilots.fields import Field, Seen
from cop.pilots.models import Condition, Pilot, PilotCountry, PilotEditor
from cop.pilots.permits import in_team, may_set_conditions
from cop.pilots.rules import Decision, State

EVERYTHING = frozenset(Seen)


def on_team(viewer: Any) -> ColumnElement[bool]:
    """Condition on Pilot: ``viewer`` leads or edits it."""
    editor = select(PilotEditor.id).where(
        PilotEditor.pilot_id == Pilot.id, PilotEditor.member_id == viewer.id
    )
    return or_(Pilot.lead_id == viewer.id, exists(editor))


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Condition on Pilot: a draft is its team's, a submitted one all members', an approved one everyone's."""
    if not viewer.is_member:
        return Pilot.public_at.is_not(None)
    return or_(Pilot.submitted_at.is_not(None), on_team(viewer))


def tracks_visible_to(viewer: Any) -> ColumnElement[bool]:
    """Condition on PilotCountry joined with a visible Pilot: a country not yet asked is the team's affair."""
    asked = and_(
        PilotCountry.state != State.DRAFT,
        or_(PilotCountry.state != State.WITHDRAWN, PilotCountry.left != State.DRAFT),
    )
    return or_(asked, on_team(viewer)) if viewer.is_member else asked


def tracks_seen(viewer: Any, pilot: Pilot) -> list[PilotCountry]:
    """The same of a pilot that is loaded."""
    own = in_team(viewer, pilot)
    return [track for track in pilot.tracks if own or was_asked(track)]


def was_asked(track: PilotCountry) -> bool:
    return track.at is not State.DRAFT and (track.at, track.left) != (State.WITHDRAWN, State.DRAFT)


def levels(viewer: Any, pilot: Pilot) -> frozenset[Seen]:
    """Which fields ``viewer`` reads of a pilot that they may read."""
    if not viewer.is_member:
        return frozenset({Seen.PUBLIC})
    concerned = any(viewer.regulates(t.country) for t in pilot.tracks if was_asked(t))
    if concerned or "officer" in viewer.roles or in_team(viewer, pilot):
        return EVERYTHING
    return frozenset({Seen.PUBLIC, Seen.MEMBERS})


def may_see(field: Field, seen: frozenset[Seen], pilot: Pilot) -> bool:
    """Whether a field shows; what regulators alone read opens to all by the two keys."""
    return field.seen in seen or (field.seen is Seen.REGULATORS and pilot.disclosed_at is not None)


def conditions_seen(viewer: Any, track: PilotCountry) -> list[Condition]:
    """Until the decision stands, conditions are the country's own regulators' affair."""
    if track.decision == Decision.NONE and not may_set_conditions(viewer, track):
        return []
    return list(track.conditions)
