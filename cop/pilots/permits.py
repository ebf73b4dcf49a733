"""Who may do what with a pilot. Subjects are a pilot or one of its country tracks."""

from __future__ import annotations

from typing import Any

from cop.kernel.errors import N_
from cop.kernel.permits import CLOCK, EVERYONE, MEMBER, OFFICER, Permit, Who, permit, relation
from cop.pilots.models import Pilot, PilotCountry
from cop.pilots.rules import MOVES, By


def pilot_of(subject: Any) -> Pilot:
    """The pilot that a track, condition, site or metric belongs to; a pilot itself."""
    if isinstance(subject, Pilot):
        return subject
    return pilot_of(subject.pilot if hasattr(subject, "pilot") else subject.track)


def in_team(actor: Any, subject: Any) -> bool:
    return actor.id in pilot_of(subject).team


def countries_of(subject: Any) -> set[str]:
    if isinstance(subject, PilotCountry):
        return {subject.country}
    return (
        countries_of(subject.track)
        if hasattr(subject, "track")
        else {t.country for t in pilot_of(subject).tracks}
    )


def _regulates(actor: Any, subject: Any) -> bool:
    concerned = any(actor.regulates(country) for country in countries_of(subject))
    return concerned and not in_team(actor, subject)


def _stewards(actor: Any, subject: Any) -> bool:
    return "officer" in actor.roles and not in_team(actor, subject)


LEAD = relation(
    "pilot_lead", N_("the pilot's lead"), lambda actor, subject: pilot_of(subject).lead_id == actor.id
)
TEAM = relation("pilot_team", N_("the pilot's lead and editors"), in_team)
REGULATOR = relation(
    "country_regulator", N_("a verified regulator of that country who is not in the pilot's team"), _regulates
)
STEWARD = relation(
    "registry_steward", N_("an officer of the secretariat who is not in the pilot's team"), _stewards
)
CAPACITIES: dict[By, Who] = {By.LEAD: LEAD, By.STEWARD: STEWARD, By.REGULATOR: REGULATOR, By.CLOCK: CLOCK}

may_browse = permit(EVERYONE)
may_register = permit(MEMBER)
may_edit = permit(TEAM)
may_choose_team = permit(LEAD)
may_set_conditions = permit(REGULATOR)
may_disclose = permit(LEAD, REGULATOR)
may_be_named = permit(LEAD)
may_flag = permit(CLOCK)
may_import = permit(OFFICER)
may_take_rows = permit(CLOCK)
may_tell_after = permit(TEAM, REGULATOR)
MOVING: dict[str, Permit] = {
    key: permit(*(CAPACITIES[by] for by in sorted(move.who))) for key, move in MOVES.items()
}


def capacities(actor: Any, track: PilotCountry) -> list[By]:
    """In which capacities ``actor`` meets a track, the strongest first."""
    return [by for by in (By.CLOCK, By.REGULATOR, By.LEAD, By.STEWARD) if CAPACITIES[by].holds(actor, track)]
