"""What home asks of pilots, one query each, none of which grows with the whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, not_, or_, select

from cop.kernel.db import db
from cop.kernel.owing import owing
from cop.members.models import Mandate
from cop.pilots.models import Condition, Event, Pilot, PilotCountry
from cop.pilots.rules import ENDED, POSITIVE, State
from cop.pilots.visibility import on_team, visible_to
from cop.pilots.watch_models import Review

MOST = 30
LOOKED_AT = 60  # the newest events; an older pilot has no news
FOR_THE_LEAD = (*POSITIVE, State.RETURNED, State.REPORTING)


def reviews_owed(viewer: Any, now: datetime) -> Sequence[Any]:
    """(uid, title, country, about) of what ``viewer`` as a regulator was asked and has not answered."""
    query = select(Pilot.uid, Pilot.title, PilotCountry.country, Review.about).distinct()
    asked = query.select_from(Review).join(PilotCountry, PilotCountry.id == Review.track_id)
    own = PilotCountry.country.in_(_mandates(viewer, now)) & not_(on_team(viewer))
    asked = asked.join(PilotCountry.pilot).where(Review.answered_at.is_(None), own)
    return db.session.execute(
        asked.where(PilotCountry.state == State.ACTIVE).order_by(Pilot.uid).limit(MOST)
    ).all()


def _mandates(viewer: Any, now: datetime) -> Any:
    """The countries that ``viewer`` regulates now."""
    return select(Mandate.country).where(
        Mandate.member_id == viewer.id, Mandate.until > now, Mandate.ended_at.is_(None)
    )


def tracks_awaiting(viewer: Any, now: datetime) -> Sequence[Any]:
    """(uid, title, country, state) of tracks on which ``viewer`` has the next step, longest first."""
    mandates = _mandates(viewer, now)
    mine = [
        and_(
            PilotCountry.state == State.IN_REVIEW, PilotCountry.country.in_(mandates), not_(on_team(viewer))
        ),
        and_(PilotCountry.state.in_(FOR_THE_LEAD), Pilot.lead_id == viewer.id),
    ]
    if "officer" in viewer.roles:
        checks = PilotCountry.state.in_((State.SUBMITTED, State.REPORTING))
        mine.append(and_(checks, not_(on_team(viewer))))
    return _tracks(or_(*mine))


def _tracks(condition: ColumnElement[bool]) -> Sequence[Any]:
    query = select(Pilot.uid, Pilot.title, PilotCountry.country, PilotCountry.state).join(Pilot.tracks)
    return db.session.execute(
        query.where(condition).order_by(PilotCountry.since, PilotCountry.id).limit(MOST)
    ).all()


def conditions_due(viewer: Any, _now: datetime) -> Select[Any]:
    """Conditions with a date that are not confirmed as met in the pilots that ``viewer`` leads."""
    return (
        owing(uid=Pilot.uid, title=Pilot.title, country=PilotCountry.country, due=Condition.due)
        .join(Pilot.tracks)
        .join(PilotCountry.conditions)
        .where(Pilot.lead_id == viewer.id, Condition.met_on.is_(None), Condition.due.is_not(None))
        .where(PilotCountry.decision != "none", PilotCountry.state.not_in(ENDED))
    )


def latest_steps(viewer: Any) -> Sequence[Any]:
    """(at, kind, country, data, uid, title, public_at) of the newest event of each pilot that is seen, of late."""
    query = (
        select(Event.at, Event.kind, Event.country, Event.data, Pilot.uid, Pilot.title, Pilot.public_at)
        .join(Pilot, Pilot.id == Event.pilot_id)
        .where(visible_to(viewer))
    )
    newest: dict[str, Any] = {}
    for row in db.session.execute(query.order_by(Event.id.desc()).limit(LOOKED_AT)):
        newest.setdefault(row.uid, row)
    return list(newest.values())
