"""A country's regulator convenes a panel, names its reviewers, and opens what they concluded."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from cop.kernel.actions import action
from cop.kernel.db import db
from cop.kernel.errors import N_, IllegalMove, Invalid, Stale
from cop.kernel.ledger import NOBODY, record
from cop.members.models import Member
from cop.panels import permits, queries
from cop.panels.models import Panel, PanelReview
from cop.panels.questions import DISCIPLINES
from cop.panels.rules import SEATED, Place, Settings
from cop.pilots import independence, moving
from cop.pilots.models import PilotCountry
from cop.pilots.rules import SEEN_BY_REGULATORS

MOST = 12
STALE = N_("Somebody else changed the panel while you wrote. Look at it again, then save.")


@action(permits.may_convene)
def convene(track: PilotCountry, settings: Settings, *, actor: Any, now: datetime) -> Panel:
    """Raises IllegalMove where there is one or the dossier is not with the regulators, Invalid (due)."""
    moving.hold(track)
    if track.at not in SEEN_BY_REGULATORS:
        raise IllegalMove(N_("A panel is convened once the pilot is submitted and before it has ended here."))
    if queries.of_track(track):
        raise IllegalMove(N_("There is a panel for this country already."))
    _demand_day(settings.due, now)
    made = Panel(track=track, convened_at=now, due=settings.due, waited=settings.waited)
    db.session.add(made)
    db.session.flush()
    record("panel_convened", made.ref, actor=actor, now=now, audience=NOBODY)
    return made


def _demand_day(due: date, now: datetime) -> None:
    if due < now.date():
        raise Invalid(N_("This day is past. Give the reviewers time."), field="due")


@action(permits.may_convene, lock="panel")
def set_panel(panel: Panel, settings: Settings, version: int, *, actor: Any, now: datetime) -> None:
    """Another day, whether the decision waits, and to whom the conclusions open. Raises Stale, Invalid (due)."""
    if version != panel.version:
        raise Stale(STALE, version=panel.version)
    if settings.due != panel.due:
        _demand_day(settings.due, now)
        for one in panel.reviews:
            one.told = ""
    panel.due, panel.waited, panel.version = settings.due, settings.waited, panel.version + 1
    opened = _open(panel, settings, now)
    record("panel_set", panel.ref, actor=actor, now=now, audience=NOBODY, opened=opened)


def _open(panel: Panel, settings: Settings, now: datetime) -> list[str]:
    """To whom the panel newly opens: "team", "countries"."""
    opened = []
    if settings.released and panel.released_at is None:
        panel.released_at = now
        opened.append("team")
    if settings.shared and panel.shared_at is None:
        panel.shared_at = now
        opened.append("countries")
    return opened


@action(permits.may_convene, lock="panel")
def name_reviewer(
    panel: Panel, member: Member | None, discipline: str, *, actor: Any, now: datetime
) -> PanelReview:
    """Asks a member who stands outside the pilot. Raises Invalid (slug), IllegalMove."""
    outside = independence.demand_independent(panel.track.pilot, member, now.date())
    if outside.id == actor.id:
        raise Invalid(N_("Name somebody else: who names reviewers is not one of them."), field="slug")
    found = next((one for one in panel.reviews if one.member_id == outside.id), None)
    if found and found.place in SEATED:
        raise Invalid(N_("This member reviews it already."), field="slug")
    if len(queries.seated(panel)) >= MOST:
        raise IllegalMove(N_("There are %(most)d reviewers already, as many as fit here."), most=MOST)
    review = found or PanelReview(panel=panel, member_id=outside.id)
    review.discipline, review.place = _known(discipline), Place.ASKED.value
    review.told = review.interests = ""
    review.named_by_id, review.named_at = actor.id, now
    db.session.add(review)
    db.session.flush()
    record("reviewer_named", panel.ref, actor=actor, now=now, audience=NOBODY, member=outside.id)
    return review


def _known(discipline: str) -> str:
    if discipline not in DISCIPLINES:
        raise Invalid(N_("Choose a discipline."), field="discipline")
    return discipline


@action(permits.may_convene)
def drop_reviewer(review: PanelReview, *, actor: Any, now: datetime) -> Panel:
    """Takes a reviewer off who has concluded nothing. Raises IllegalMove."""
    moving.hold(review.panel.track)
    if review.concluded_at or review.place not in SEATED:
        raise IllegalMove(N_("Who has concluded stays on the panel, and who declined is not on it."))
    review.place = Place.DROPPED.value
    panel = review.panel
    record("reviewer_dropped", panel.ref, actor=actor, now=now, audience=NOBODY, member=review.member_id)
    return panel
