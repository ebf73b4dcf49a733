"""Who reads what of checklists and audits."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select
from sqlalchemy.orm import aliased

from cop.members.people_queries import countries_regulated
from cop.oversight.models import Audit
from cop.oversight.rules import Place
from cop.pilots.models import PilotCountry
from cop.pilots.permits import in_team
from cop.pilots.rules import State
from cop.pilots.visibility import on_team, was_asked

PUBLISHED = and_(Audit.agreed_lead.is_not(None), Audit.agreed_regulator.is_not(None))


def concerned(viewer: Any, track: PilotCountry) -> bool:
    """The team, and the regulators of the countries that were asked."""
    pilot = track.pilot
    regulates = any(viewer.regulates(one.country) for one in pilot.tracks if was_asked(one))
    return viewer.is_member and (regulates or in_team(viewer, pilot))


def reads_findings(viewer: Any, audit: Audit) -> bool:
    """Who is concerned, and the auditor once interests are declared."""
    own = audit.auditor_id == viewer.id and audit.place == Place.ACCEPTED
    return concerned(viewer, audit.track) or (viewer.is_member and own)


def audits_visible_to(viewer: Any) -> ColumnElement[bool]:
    """Condition on Audit, joined with its track and pilot, that ``viewer`` sees: published, or concerned by it."""
    return or_(PUBLISHED, _concerns(viewer))


def _concerns(viewer: Any) -> ColumnElement[bool]:
    if not viewer.is_member:
        return false()
    own = and_(Audit.auditor_id == viewer.id, Audit.place != Place.DECLINED)
    other = aliased(PilotCountry)
    asked = select(other.id).where(
        other.pilot_id == PilotCountry.pilot_id,
        other.country.in_(countries_regulated(viewer)),
        other.state != State.DRAFT,
    )
    return or_(own, on_team(viewer), exists(asked))
