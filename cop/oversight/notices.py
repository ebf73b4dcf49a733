"""Who hears of audits and checklists, and in which words. A letter never says what was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask_babel import gettext as _

from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, outside, write
from cop.kernel.permits import SYSTEM
from cop.kernel.refs import resolve, split
from cop.members.models import Member
from cop.members.people_queries import regulators
from cop.oversight import audit_actions, queries
from cop.oversight.models import Audit
from cop.pilots.models import Pilot

SAYS = {
    "site_contact_named": N_("You are named as contact of a site: please fill in its deployer's checklist."),
    "audit_clock_told.soon": N_("An audit of this product is due within thirty days."),
    "audit_clock_told.late": N_("An audit of this product is overdue."),
    "audit_ordered": N_(
        "You are asked to audit this product for the country's regulator. Say whether you do, and declare your interests."
    ),
    "audit_accepted": N_("The auditor whom you asked does the audit."),
    "audit_declined": N_("The auditor whom you asked has declined. Name another."),
    "audit_reported": N_("An audit is reported. Its page says what was found."),
    "audit_agreed": N_(
        "One side agreed to publish what was audited, by whom and how many findings there were."
    ),
    "finding_answered": N_("The team said what it did about a finding."),
    "finding_closed": N_("A finding is closed."),
    "finding_overdue": N_("A finding is overdue."),
}
Told = Callable[[Audit, Entry], set[int]]


def team(audit: Audit, _entry: Entry) -> set[int]:
    return audit.track.pilot.team


def own_regulators(audit: Audit, entry: Entry) -> set[int]:
    return {one.id for one in regulators(audit.track.country, entry.at)}


def auditor(audit: Audit, _entry: Entry) -> set[int]:
    return {audit.auditor_id}


def _all(*told: Told) -> Told:
    return lambda audit, entry: {id for tell in told for id in tell(audit, entry)}


TOLD: dict[str, Told] = {
    "audit_ordered": auditor,
    "audit_accepted": own_regulators,
    "audit_declined": own_regulators,
    "audit_reported": _all(team, own_regulators),
    "audit_agreed": _all(team, own_regulators),
    "finding_answered": _all(auditor, own_regulators),
    "finding_closed": team,
    "finding_overdue": _all(team, own_regulators),
}


def tell(entry: Entry) -> Iterable[Letter]:
    """A letter to each who hears of this, and none to who did it."""
    audit = db.session.get_one(Audit, split(entry.subject)[1])
    yield from _letters(TOLD[entry.verb](audit, entry), entry.verb, entry)


def tell_clock(entry: Entry) -> Iterable[Letter]:
    """The team, the country's regulators, and whoever audits it now."""
    pilot = db.session.get_one(Pilot, split(entry.subject)[1])
    track = next(one for one in pilot.tracks if one.country == entry.facts["country"])
    under_way = queries.open_audit(track)
    people = pilot.team | {one.id for one in regulators(track.country, entry.at)}
    people |= {under_way.auditor_id} if under_way else set()
    yield from _letters(people, f"audit_clock_told.{entry.facts['clock']}", entry)


def tell_contact(entry: Entry) -> Iterable[Letter]:
    yield from _letters({entry.facts["member"]}, entry.verb, entry)


def _letters(people: set[int], said: str, entry: Entry) -> Iterable[Letter]:
    facts = {"subject": entry.subject, "says": said, "country": entry.facts.get("country", "")}
    for id in sorted(people):
        if f"member:{id}" != entry.actor:
            yield Letter("oversight", id, facts, entry.id)


def letter(member: Member, letter: Letter) -> Mail | None:
    """None when the reader may not see what it is about any more."""
    found = resolve([letter.about["subject"]], member).get(letter.about["subject"])
    if found is None:
        return None
    says, country = _(SAYS[letter.about["says"]]), letter.about["country"]
    link = f"{found.address}/in/{country}" if country else found.address
    return write("panel", found.title, about=found.title, says=says, link=outside(link))


def follow(entry: Entry) -> None:
    """It was told what came of a pilot: where that is wider use, audits begin to be due."""
    if entry.verb == "pilot_aftermath_told":
        for track, day in queries.released(split(entry.subject)[1]):
            audit_actions.start_clock(track, day, actor=SYSTEM)
