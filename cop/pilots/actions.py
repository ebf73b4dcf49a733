"""Writing a pilot's dossier: registering, answering stage by stage, countries and team."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid, Stale
from cop.kernel.ledger import NOBODY, record
from cop.kernel.permits import Actor
from cop.members import countries
from cop.members.models import Member
from cop.members.rules import IN_FORCE
from cop.pilots import dossier, facets, gates, moving, permits, products
from cop.pilots.fields import Stage
from cop.pilots.models import Pilot, PilotCountry, PilotEditor
from cop.pilots.rules import ENDED, State

COLUMNS = ("title", "summary", "area")
CLOSED = N_(
    "This part is closed: it stands as it was judged. Before a decision the secretariat can return it."
)


@action(permits.may_register)
def register(
    title: str,
    asked: Iterable[str],
    lead: Member | None = None,
    known: Mapping[str, Mapping[str, Any]] = MappingProxyType({}),
    *,
    actor: Member,
    now: datetime,
) -> Pilot:
    """A draft that its team alone sees, with a uid for ever; ``lead`` leads it, or who registers.

    ``known``: answers by stage that are known already. Raises Invalid for a code that is no country.
    """
    uid, lead_id = moving.new_uid(now), (lead or actor).id
    pilot = Pilot(uid=uid, title=title, lead_id=lead_id, registered_at=now, answers={}, versions={})
    db.session.add(pilot)
    db.session.flush()
    for country in sorted(set(asked)):
        _add(pilot, country, now)
    for stage, answers in known.items():
        _answer(pilot, dossier.STAGES[stage], answers)
    record("pilot_registered", pilot.ref, actor=actor, now=now, audience=NOBODY)
    return pilot


@action(permits.may_edit, lock="subject")
def save_stage(
    subject: Pilot | PilotCountry,
    stage: Stage,
    answers: Mapping[str, Any],
    version: int,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Replaces a stage's answers. Raises Stale when ``version`` is not its last, IllegalMove when it is closed."""
    if not gates.is_open(subject, stage):
        raise IllegalMove(CLOSED)
    current = subject.versions.get(stage.key, 0)
    if version != current:
        raise Stale(
            N_("Somebody else saved this page while you wrote. Their answers stand below."), version=current
        )
    _answer(subject, stage, answers)
    subject.versions = {**subject.versions, stage.key: current + 1}
    if stage is dossier.RESULTS:
        moving.take_back_keys(permits.pilot_of(subject))
    _edited(subject, actor, now, stage=stage.key)


def _edited(subject: Any, actor: Actor, now: datetime, **facts: object) -> None:
    pilot = permits.pilot_of(subject)
    moving.heard(pilot, actor, now)
    audience = moving.audience(pilot)
    record("pilot_edited", pilot.ref, actor=actor, now=now, audience=audience, **facts)


def _answer(subject: Pilot | PilotCountry, stage: Stage, answers: Mapping[str, Any]) -> None:
    given = {f.key: answers[f.key] for f in stage.fields if answers.get(f.key) not in (None, "", [])}
    others = {
        key: value for key, value in subject.answers.items() if key not in {f.key for f in stage.fields}
    }
    if isinstance(subject, Pilot):
        _demand_title(stage, given)
        for key in COLUMNS:
            if any(f.key == key for f in stage.fields):
                setattr(subject, key, given.pop(key, ""))
        if stage is dossier.PRODUCT:
            named = {key: given.pop(key, "") for key in products.NAMED}
            subject.version_id = products.version_id(**named)
            given |= {} if subject.version_id else {key: words for key, words in named.items() if words}
    subject.answers = {**others, **given}
    if isinstance(subject, PilotCountry):
        facets.keep_class(subject)
    elif stage is dossier.PRODUCT:
        facets.keep(subject)


def _demand_title(stage: Stage, given: Mapping[str, Any]) -> None:
    if stage is dossier.SUMMARY and not given.get("title"):
        raise Invalid(N_("A pilot keeps a title, also as a draft."), field="title")


@action(permits.may_edit, lock="pilot")
def add_country(pilot: Pilot, country: str, *, actor: Actor, now: datetime) -> PilotCountry:
    """One more country, as a draft. Raises Invalid when it is there already or no country, IllegalMove at the end."""
    if pilot.submitted_at and not set(gates.states(pilot)) - ENDED:
        raise IllegalMove(N_("This pilot has ended everywhere. Register a new one."))
    track = _add(pilot, country, now)
    _edited(pilot, actor, now, country=country)
    return track


def _add(pilot: Pilot, country: str, now: datetime) -> PilotCountry:
    if country not in countries.codes():
        raise Invalid(N_("Choose a country from the list."), field="country")
    if any(track.country == country for track in pilot.tracks):
        raise Invalid(N_("This country is there already."), field="country")
    track = PilotCountry(country=country, state=State.DRAFT.value, since=now, answers={}, versions={})
    pilot.tracks.append(track)
    db.session.flush()
    return track


@action(permits.may_edit)
def remove_country(track: PilotCountry, *, actor: Actor, now: datetime) -> Pilot:
    """Takes away a country that was never asked. Raises IllegalMove for any other: it is withdrawn instead."""
    pilot = moving.hold(track)
    if track.at is not State.DRAFT:
        raise IllegalMove(N_("This country has been asked: withdraw the pilot there instead."))
    for site in list(track.sites):
        db.session.delete(site)
    db.session.flush()
    db.session.delete(track)
    db.session.flush()
    db.session.expire(pilot, ["tracks"])
    moving.settle(pilot, now)
    _edited(pilot, actor, now, country=track.country)
    return pilot


@action(permits.may_choose_team, lock="pilot")
def add_editor(pilot: Pilot, slug: str, *, actor: Actor, now: datetime) -> None:
    """Raises Invalid when no such member takes part, or when already in the team."""
    member = db.session.scalar(select(Member).where(Member.slug == slug, Member.state.in_(IN_FORCE)))
    if member is None:
        raise Invalid(N_("No member has this name in their page's address."), field="slug")
    if member.id in pilot.team:
        raise Invalid(N_("This member is in the team already."), field="slug")
    pilot.editors.append(PilotEditor(member_id=member.id))
    _team_changed(pilot, member.id, actor, now)


@action(permits.may_choose_team, lock="pilot")
def remove_editor(pilot: Pilot, member_id: int, *, actor: Actor, now: datetime) -> None:
    db.session.delete(_editor(pilot, member_id))
    _team_changed(pilot, member_id, actor, now)


@action(permits.may_choose_team, lock="pilot")
def hand_over(pilot: Pilot, member_id: int, *, actor: Actor, now: datetime) -> None:
    """An editor becomes the lead; the lead stays as an editor."""
    editor = _editor(pilot, member_id)
    editor.member_id, pilot.lead_id = pilot.lead_id, member_id
    _team_changed(pilot, member_id, actor, now)


def _editor(pilot: Pilot, member_id: int) -> PilotEditor:
    found = next((e for e in pilot.editors if e.member_id == member_id), None)
    if found is None:
        raise Invalid(N_("This member is not an editor of the pilot; the lead can make them one."))
    return found


def _team_changed(pilot: Pilot, member_id: int, actor: Actor, now: datetime) -> None:
    record(
        "pilot_team_changed",
        pilot.ref,
        actor=actor,
        now=now,
        audience=moving.audience(pilot),
        member=member_id,
    )
