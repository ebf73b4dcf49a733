"""Who hears of an alert, each person once, and of its answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from cop.incidents import alert_actions, alert_queries, trials
from cop.incidents.alert_models import Alert, Target
from cop.incidents.notices import regulators_of
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.permits import SYSTEM
from cop.kernel.refs import split
from cop.kernel.text import sort_key
from cop.members.models import Member

SAYS = {
    "alert_raised": N_(
        "There is an alert about a product that is tried or planned where you are. Please answer it."
    ),
    "alert_extended": N_("There is an alert about a product that you plan to try. Please answer it."),
    "alert_answered": N_("Somebody answered an alert that you raised."),
}
CHANGES = ("pilot_submitted", "pilot_edited", "pilot_taken_into_review", "pilot_activated")
"""After which a pilot may have come to try a version that an alert is about."""


def asked(entry: Entry) -> set[int]:
    """Members whom the targets that the entry names ask; who is asked twice is told once."""
    found = db.session.scalars(select(Target).where(Target.id.in_(entry.facts["targets"])))
    return {member for target in found for member in members(target, entry)}


def members(target: Target, entry: Entry) -> set[int]:
    if target.party == "regulator":
        return regulators_of([target.country], entry)
    if target.party == "lead":
        return {trial.lead for trial in trials.of_pilot(target.pilot)}
    return set(alert_queries.makers(target.developer_key))


def tell(entry: Entry) -> Iterable[Letter]:
    alert = db.session.get_one(Alert, split(entry.subject)[1])
    told = {alert.by_id} if entry.verb == "alert_answered" else asked(entry)
    for id in sorted(told):
        if f"member:{id}" != entry.actor:
            yield Letter("alert", id, {"verb": entry.verb, "uid": alert.uid}, entry.id)


def letter(member: Member, letter: Letter) -> Mail | None:
    """None when the alert does not ask the reader any more."""
    found: Any = alert_queries.alert(member, letter.about["uid"]) if member.is_member else None
    if found is None:
        return None
    link = url_for("alerts.alert", uid=found.uid, _external=True)
    title = _("Alert %(uid)s: %(product)s", uid=found.uid, product=found.product)
    says = _(SAYS[letter.about["verb"]])
    return write("incident", title, says=says, link=link, uid=f"{found.uid} {found.product}")


def follow(entry: Entry) -> None:
    """A pilot changed: what stands about its product asks its people too."""
    if entry.verb not in CHANGES:
        return
    for key in {sort_key(trial.product) for trial in trials.of_pilot(entry.subject) if trial.product}:
        for alert in alert_queries.about(key):
            alert_actions.extend(alert, actor=SYSTEM)
