"""What is read about pilots, each with its visibility in the query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import exists, func, select
from sqlalchemy.orm import selectinload

from cop.kernel.counters import Counter
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.refs import Resolved, ref, split
from cop.members.models import Member
from cop.members.rules import IN_FORCE
from cop.pilots import country_dossier, dossier
from cop.pilots.fields import Stage
from cop.pilots.models import Condition, Event, Metric, Pilot, PilotCountry, Reason, Site
from cop.pilots.moving import PUBLISHED
from cop.pilots.rules import STATE_WORDS, State, together
from cop.pilots.visibility import conditions_seen, tracks_seen, tracks_visible_to, visible_to
from cop.profiles.models import Profile
from cop.profiles.rules import Level


def pilot(viewer: Any, uid: str) -> Pilot | None:
    """A pilot with its tracks, team and criteria."""
    found = select(Pilot).where(Pilot.uid == uid, visible_to(viewer))
    tracks = selectinload(Pilot.tracks).options(
        selectinload(PilotCountry.conditions),
        selectinload(PilotCountry.sites),
    )
    return db.session.scalar(found.options(tracks, selectinload(Pilot.editors), selectinload(Pilot.metrics)))


def track(viewer: Any, uid: str, country: str) -> PilotCountry | None:
    """One country's track, with all the pilot has: what a page about it asks of the others too."""
    whole = pilot(viewer, uid)
    seen = tracks_seen(viewer, whole) if whole else []
    return next((one for one in seen if one.country == country), None)


def track_by_id(id: int) -> PilotCountry:
    return db.session.get_one(PilotCountry, id)


@dataclass(frozen=True)
class Editing:
    """A stage of the form, of a pilot or of one of its countries."""

    subject: Pilot | PilotCountry
    stage: Stage

    @property
    def pilot(self) -> Pilot:
        return self.subject.pilot if isinstance(self.subject, PilotCountry) else self.subject


def metric(viewer: Any, uid: str, id: int) -> Metric | None:
    owner = pilot(viewer, uid)
    return _of(owner.metrics, id) if owner else None


def site(viewer: Any, uid: str, country: str, id: int) -> Site | None:
    owner = track(viewer, uid, country)
    return _of(owner.sites, id) if owner else None


def condition(viewer: Any, uid: str, country: str, id: int) -> Condition | None:
    owner = track(viewer, uid, country)
    return _of(conditions_seen(viewer, owner), id) if owner else None


def _of(rows: list[Any], id: int) -> Any:
    return next((row for row in rows if row.id == id), None)


@dataclass(frozen=True)
class Place:
    """A member's place in a pilot's team."""

    pilot: Pilot
    member: int


def place_in_team(viewer: Any, uid: str, member: int) -> Place | None:
    owner = pilot(viewer, uid)
    return Place(owner, member) if owner and member in owner.team else None


def stage(viewer: Any, uid: str, stage: str) -> Editing | None:
    owner = pilot(viewer, uid)
    return Editing(owner, dossier.STAGES[stage]) if owner and stage in dossier.STAGES else None


def country_stage(viewer: Any, uid: str, country: str, stage: str) -> Editing | None:
    owner = track(viewer, uid, country)
    found = country_dossier.STAGES.get(stage)
    return Editing(owner, found) if owner and found else None


def events(pilot: Pilot) -> list[Event]:
    return list(db.session.scalars(select(Event).where(Event.pilot_id == pilot.id).order_by(Event.seq)))


def reasons(pilot: Pilot, restricted: bool) -> dict[int, str]:
    """Words by number of their event; ``restricted``: also those that are not for everyone."""
    query = select(Reason.seq, Reason.text).where(Reason.pilot_id == pilot.id)
    return dict(db.session.execute(query if restricted else query.where(Reason.public)).all())


def decided(track: PilotCountry) -> tuple[int, datetime] | None:
    """(member, time) of the country's decision."""
    said = (Entry.subject == ref("pilot", track.pilot_id)) & (Entry.verb == "pilot_decided")
    rows = db.session.execute(
        select(Entry.actor, Entry.at, Entry.facts).where(said).order_by(Entry.id.desc())
    )
    found = next((row for row in rows if track.country in row.facts["countries"]), None)
    return (split(found.actor)[1], found.at) if found else None


def colleagues(pilot: Pilot) -> list[tuple[str, str]]:
    """(slug, name) of members of the lead's organisation who show it to members, to offer as editors."""
    hides = (Profile.member_id == Member.id) & (Profile.sees_organisation == Level.NOBODY.value)
    query = select(Member.slug, Member.name).where(
        Member.organisation_id == pilot.lead.organisation_id,
        Member.state.in_(IN_FORCE),
        Member.id.not_in(pilot.team),
        ~exists().where(hides),
    )
    return [(slug, name) for slug, name in db.session.execute(query.order_by(Member.sort_name).limit(50))]


def number_public() -> int:
    """How many pilots everyone may read, as it is kept."""
    return db.session.scalar(select(Counter.last).where(Counter.series == PUBLISHED)) or 0


def drift() -> Iterable[str]:
    counted = db.session.scalar(select(func.count(Pilot.id)).where(Pilot.public_at.is_not(None)))
    if counted != number_public():
        yield f"public pilots: {number_public()} kept, {counted} counted"


def resolve(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    rows = db.session.execute(
        select(Pilot.id, Pilot.uid, Pilot.title, PilotCountry.state)
        .join(PilotCountry, (PilotCountry.pilot_id == Pilot.id) & tracks_visible_to(viewer), isouter=True)
        .where(Pilot.id.in_(ids), visible_to(viewer))
    )
    found: dict[int, tuple[str, str, list[State]]] = {}
    for id, uid, title, state in rows:
        found.setdefault(id, (uid, title, []))[2].extend([State(state)] if state else [])
    for id, (uid, title, states) in found.items():
        foremost = gettext(STATE_WORDS[together(states)[0][0]]) if states else ""
        address = url_for("pilots.pilot", uid=uid)
        yield Resolved(ref("pilot", id), "pilot", f"{uid} {title}", address, foremost)


def ran_out(today: date) -> list[tuple[Pilot, str]]:
    """(pilot, country) of running tracks whose last day is past."""
    late = select(Pilot, PilotCountry.country).join(Pilot.tracks)
    late = late.where(PilotCountry.state == State.ACTIVE, PilotCountry.ends_on < today)
    return [(row.Pilot, row.country) for row in db.session.execute(late.order_by(PilotCountry.id).limit(100))]
