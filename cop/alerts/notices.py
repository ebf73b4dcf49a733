"""Who hears of an alert, each person once, of its answers, and that answers are missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from cop.alerts import actions, queries
from cop.alerts.models import Alert, Target
from cop.incidents import trials
from cop.incidents.notices import officers, regulators_of
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.permits import SYSTEM
from cop.kernel.refs import split
from cop.kernel.text import sort_key
from cop.members.models import Member

ASKS = {
    "alert_raised": N_(
        "There is an alert about a product that is tried or planned where you are. Please answer it."
    ),
    "alert_extended": N_("There is an alert about a product that you plan to try. Please answer it."),
    "alert_reminded": N_("Your answer to an alert is due. Please say whether you are concerned."),
    "alert_escalated": N_(
        "Your answer to an alert has been overdue for days, and the secretariat has been told. Please answer it."
    ),
}
"""What those read whom it asks; whoever else a verb tells reads SAYS."""
SAYS = {
    "alert_answered": N_("Somebody answered an alert that you raised."),
    "alert_escalated": N_("Some whom an alert asks have not answered for days. Its page says who."),
}
CHANGES = ("pilot_submitted", "pilot_edited", "pilot_taken_into_review", "pilot_activated")
"""After which a pilot may have come to try a version that an alert is about."""


def asked(entry: Entry) -> set[int]:
    """Members whom the targets that the entry names ask; who is asked twice is told once."""
    if entry.verb not in ASKS:
        return set()
    found = db.session.scalars(select(Target).where(Target.id.in_(entry.facts["targets"])))
    return {member for target in found for member in members(target, entry)}


def members(target: Target, entry: Entry) -> set[int]:
    if target.party == "regulator":
        return regulators_of([target.country], entry)
    if target.party == "lead":
        return {trial.lead for trial in trials.of_pilot(target.pilot)}
    return set(queries.makers(target.developer_key))


def _others(alert: Alert, entry: Entry) -> set[int]:
    """Who raised it hears of each answer, and with the secretariat of those that do not come."""
    if entry.verb not in SAYS:
        return set()
    return {alert.by_id} | (officers(None, entry) if entry.verb == "alert_escalated" else set())


def tell(entry: Entry) -> Iterable[Letter]:
    alert = db.session.get_one(Alert, split(entry.subject)[1])
    concerned = asked(entry)
    for id in sorted(concerned | _others(alert, entry)):
        if f"member:{id}" != entry.actor:
            facts = {"verb": entry.verb, "uid": alert.uid, "asked": id in concerned}
            yield Letter("alert", id, facts, entry.id)


def letter(member: Member, letter: Letter) -> Mail | None:
    """None when the alert is not the reader's to read any more, or what it reminds of was answered."""
    found: Any = queries.alert(member, letter.about["uid"]) if member.is_member else None
    says = found and _says(found, member, letter)
    if not says:
        return None
    link = url_for("alerts.alert", uid=found.uid, _external=True)
    title = _("Alert %(uid)s: %(product)s", uid=found.uid, product=found.product)
    return write("incident", title, says=_(says), link=link, uid=f"{found.uid} {found.product}")


def _says(alert: Alert, member: Member, letter: Letter) -> str:
    verb, is_asked = letter.about["verb"], letter.about.get("asked", True)
    every, own = queries.unanswered(member, alert)
    if verb in ("alert_reminded", "alert_escalated") and not (own if is_asked else every):
        return ""
    return ASKS[verb] if is_asked and verb in ASKS else SAYS[verb]


def follow(entry: Entry) -> None:
    """A pilot changed: what stands about its product asks its people too."""
    if entry.verb not in CHANGES:
        return
    for key in {sort_key(trial.product) for trial in trials.of_pilot(entry.subject) if trial.product}:
        for alert in queries.about(key):
            actions.extend(alert, actor=SYSTEM)


def remind(now: datetime) -> None:
    """On a tick: whoever has not answered, a step at a time."""
    for alert in queries.to_remind(now):
        actions.remind(alert, actor=SYSTEM, now=now)
