"""Who hears of a pilot's steps, and in which words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from cop.kernel import words
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.refs import split
from cop.members.models import Mandate, Member, RoleGrant
from cop.pilots import flags, queries
from cop.pilots.flags import Flag
from cop.pilots.models import Pilot, PilotCountry
from cop.pilots.rules import State

Told = Callable[[Pilot, Entry], set[int]]
SAYS = {
    "pilot_submitted": N_(
        "A pilot was submitted. The secretariat checks whether it is complete: %(countries)s."
    ),
    "pilot_taken_into_review": N_("A pilot awaits your country's decision: %(countries)s."),
    "pilot_returned": N_("The secretariat has returned the pilot; its page says why."),
    "pilot_decided": N_("A decision was recorded: %(countries)s."),
    "pilot_activated": N_("The pilot has started: %(countries)s."),
    "pilot_suspended": N_(
        "The pilot was suspended: %(countries)s. Please see on its page why, and whether it can go on where you are."
    ),
    "pilot_lifted": N_("A suspension was lifted: %(countries)s."),
    "pilot_terminated": N_("The pilot was terminated: %(countries)s."),
    "pilot_withdrawn": N_("The pilot was withdrawn: %(countries)s."),
    "pilot_reporting": N_("The running has ended and the exit report is awaited: %(countries)s."),
    "pilot_completed": N_("The pilot is completed: %(countries)s."),
    "pilot_extended": N_("The pilot may run longer: %(countries)s."),
    "pilot_evidence_offered": N_("The team says how a condition is met; please confirm it: %(countries)s."),
    "pilot_condition_met": N_("A condition was confirmed as met: %(countries)s."),
    "pilot_criteria_amended": N_(
        "The team changed what it had promised; its page shows both: %(countries)s."
    ),
    "pilot_aftermath_told": N_("It was told what came of the pilot: %(countries)s."),
    "pilot_stop_crossed": N_(
        "A reading is beyond the stop rule that the team set. Please decide whether the pilot stops: %(countries)s."
    ),
    "pilot_reviewed": N_(
        "A regulator said why the pilot goes on after a suspension elsewhere: %(countries)s."
    ),
}
SAYS |= {f"pilot_flagged.{flag}": words for flag, words in flags.WORDS.items()}


def team(pilot: Pilot, _entry: Entry) -> set[int]:
    return pilot.team


def secretariat(_pilot: Pilot, entry: Entry) -> set[int]:
    held = select(RoleGrant.member_id).where(RoleGrant.role == "officer")
    return set(db.session.scalars(held.where((RoleGrant.until.is_(None)) | (RoleGrant.until > entry.at))))


def regulators(_pilot: Pilot, entry: Entry) -> set[int]:
    """Of the countries that the entry names."""
    return _mandated(entry.facts["countries"], entry)


def team_and_regulators(pilot: Pilot, entry: Entry) -> set[int]:
    return team(pilot, entry) | regulators(pilot, entry)


def team_and_active_countries(pilot: Pilot, entry: Entry) -> set[int]:
    """The team, and the regulators of every other country in which the pilot is active."""
    active = select(PilotCountry.country).where(
        PilotCountry.pilot_id == pilot.id, PilotCountry.state == State.ACTIVE
    )
    return team(pilot, entry) | _mandated(list(db.session.scalars(active)), entry)


def secretariat_and_regulators(pilot: Pilot, entry: Entry) -> set[int]:
    return secretariat(pilot, entry) | regulators(pilot, entry)


def everyone_concerned(pilot: Pilot, entry: Entry) -> set[int]:
    return team_and_regulators(pilot, entry) | secretariat(pilot, entry)


def who_a_flag_concerns(pilot: Pilot, entry: Entry) -> set[int]:
    """Team and regulators; the secretariat too where the team itself is what is missing."""
    alone = entry.facts["flag"] in (Flag.SILENT, Flag.REPORT)
    return (everyone_concerned if alone else team_and_regulators)(pilot, entry)


def _mandated(countries: list[str], entry: Entry) -> set[int]:
    held = select(Mandate.member_id).where(Mandate.country.in_(countries), Mandate.ended_at.is_(None))
    return set(db.session.scalars(held.where(Mandate.until > entry.at)))


TOLD: dict[str, Told] = {
    "pilot_submitted": secretariat,
    "pilot_taken_into_review": regulators,
    "pilot_returned": team,
    "pilot_decided": team,
    "pilot_activated": regulators,
    "pilot_suspended": team_and_active_countries,
    "pilot_lifted": team_and_regulators,
    "pilot_terminated": team,
    "pilot_withdrawn": regulators,
    "pilot_reporting": team_and_regulators,
    "pilot_completed": team_and_regulators,
    "pilot_extended": team,
    "pilot_evidence_offered": regulators,
    "pilot_condition_met": team,
    "pilot_criteria_amended": regulators,
    "pilot_aftermath_told": team_and_regulators,
    "pilot_stop_crossed": everyone_concerned,
    "pilot_flagged": who_a_flag_concerns,
    "pilot_reviewed": team,
}


def tell(entry: Entry) -> Iterable[Letter]:
    """A letter to each who hears of this, and none to who did it, unless what they did crossed a stop rule."""
    pilot = db.session.get_one(Pilot, split(entry.subject)[1])
    said = f"{entry.verb}.{entry.facts['flag']}" if "flag" in entry.facts else entry.verb
    facts = {"verb": said, "uid": pilot.uid, "countries": entry.facts.get("countries", [])}
    for id in sorted(TOLD[entry.verb](pilot, entry)):
        if f"member:{id}" != entry.actor or entry.verb == "pilot_stop_crossed":
            yield Letter("pilot", id, facts, entry.id)


def pilot(member: Member, letter: Letter) -> Mail | None:
    """None when the reader may not see the pilot any more."""
    found: Any = queries.pilot(member, letter.about["uid"]) if member.is_member else None
    if found is None:
        return None
    countries = words.listed([words.country(code) for code in letter.about["countries"]])
    says = _(SAYS[letter.about["verb"]], countries=countries)
    link = url_for("pilots.pilot", uid=found.uid, _external=True)
    return write(
        "pilot", _("%(uid)s: %(title)s", uid=found.uid, title=found.title), says=says, link=link, pilot=found
    )
