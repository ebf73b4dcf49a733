"""Who hears of a report's steps, and in which words. A letter names the report, and never says what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from cop.incidents import queries
from cop.incidents.models import Incident
from cop.incidents.rules import Level
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.refs import split
from cop.members.models import Mandate, Member, RoleGrant

Told = Callable[[Incident, Entry], set[int]]
SAYS = {
    "incident_reported": N_(
        "A report came in. Please read it and decide with the country's regulator who may read it."
    ),
    "incident_agreed": N_("A report awaits your country's agreement before more people read it."),
    "incident_widened": N_("A report is now open to you."),
    "incident_reply_asked": N_("You are asked to reply to this report for the developer."),
    "incident_replied": N_("The developer has replied to a report."),
    "incident_change_told": N_("Because of your report something was done. Its page says what."),
    "incident_reporter_seen": N_("Somebody looked up who made this report. Its page says who, and why."),
    "incident_closed": N_("The report is closed. Its page says what came of it."),
}


def officers(_incident: Incident | None, entry: Entry) -> set[int]:
    held = select(RoleGrant.member_id).where(RoleGrant.role == "officer")
    return set(db.session.scalars(held.where((RoleGrant.until.is_(None)) | (RoleGrant.until > entry.at))))


def regulators_of(countries: Iterable[str] | None, entry: Entry) -> set[int]:
    """Verified regulators of the countries; of all for None."""
    held = select(Mandate.member_id).where(Mandate.ended_at.is_(None), Mandate.until > entry.at)
    return set(db.session.scalars(held if countries is None else held.where(Mandate.country.in_(countries))))


def own_regulators(incident: Incident, entry: Entry) -> set[int]:
    return regulators_of([incident.country], entry)


def reporter(incident: Incident, _entry: Entry) -> set[int]:
    return {incident.reporter.member_id} if incident.reporter else set()


def respondents(incident: Incident, _entry: Entry) -> set[int]:
    return {one.member_id for one in incident.respondents}


def the_other_side(incident: Incident, entry: Entry) -> set[int]:
    """Who can turn the key that is missing: the country's regulators, or the secretariat."""
    given = {one.party for one in incident.agreements if one.level == entry.facts["level"]}
    return own_regulators(incident, entry) if "steward" in given else officers(incident, entry)


def newly_reading(incident: Incident, entry: Entry) -> set[int]:
    """The reporter, and those to whom this rung opens the report; members find it on their pages."""
    told = reporter(incident, entry) | respondents(incident, entry)
    if entry.facts["level"] == Level.COUNTRY:
        return told | own_regulators(incident, entry)
    if entry.facts["level"] == Level.REGULATORS:
        return told | regulators_of(None, entry)
    return told


def named(_incident: Incident, entry: Entry) -> set[int]:
    return {entry.facts["member"]}


def keepers(incident: Incident, entry: Entry) -> set[int]:
    return officers(incident, entry) | own_regulators(incident, entry)


TOLD: dict[str, Told] = {
    "incident_reported": officers,
    "incident_agreed": the_other_side,
    "incident_widened": newly_reading,
    "incident_reply_asked": named,
    "incident_replied": keepers,
    "incident_change_told": reporter,
    "incident_reporter_seen": reporter,
    "incident_closed": reporter,
}


def tell(entry: Entry) -> Iterable[Letter]:
    """A letter to each who hears of this, and none to who did it."""
    incident = db.session.get_one(Incident, split(entry.subject)[1])
    facts = {"verb": entry.verb, "uid": incident.uid}
    for id in sorted(TOLD[entry.verb](incident, entry)):
        if f"member:{id}" != entry.actor:
            yield Letter("incident", id, facts, entry.id)


def letter(member: Member, letter: Letter) -> Mail | None:
    """None when the reader may not meet the report any more."""
    found: Any = queries.incident(member, letter.about["uid"]) if member.is_member else None
    if found is None:
        return None
    link = url_for("incidents.incident", uid=found.uid, _external=True)
    says = _(SAYS[letter.about["verb"]])
    return write("incident", _("Report %(uid)s", uid=found.uid), says=says, link=link, uid=found.uid)
