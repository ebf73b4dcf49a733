"""What home shows of audits."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.kernel import clock, words
from cop.kernel.features import Awaiting
from cop.oversight.rules import Place


def audit(row: Any) -> Awaiting:
    """For the auditor: an audit that is asked for, or accepted and not reported."""
    why = _("The regulator of %(country)s awaits your audit.", country=words.country(row.country))
    asked = row.note == Place.ASKED
    act = _("Answer") if asked else _("Go to the audit")
    address = url_for("oversight.answer" if asked else "oversight.audit", id=row.id)
    return Awaiting(_("Audit"), row.title, why, act, address, clock.midnight(row.due))


def order(row: Any) -> Awaiting:
    """For the country's regulator: an audit that is due and that nobody does."""
    why = _("An audit is due in %(country)s and nobody does it yet.", country=words.country(row.country))
    address = url_for("oversight.order", uid=row.uid, country=row.country)
    return Awaiting(_("Audit"), row.title, why, _("Name an auditor"), address, clock.midnight(row.due))


def response(row: Any) -> Awaiting:
    """For the lead: a finding of which the team has said nothing."""
    why = _("An audit in %(country)s found something to be mended.", country=words.country(row.country))
    address = url_for("oversight.respond", id=row.id)
    return Awaiting(_("Audit"), row.title, why, _("Say what is done"), address, clock.midnight(row.due))
