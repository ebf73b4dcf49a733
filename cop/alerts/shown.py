"""Alerts in words."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from cop.alerts.models import Target
from cop.alerts.rules import Step
from cop.kernel import refs, words
from cop.kernel.errors import N_


def span(row: Any) -> str:
    """A range of versions."""
    if row.first and row.last:
        return _("versions %(first)s to %(last)s", first=row.first, last=row.last)
    if row.first:
        return _("version %(first)s and later", first=row.first)
    return _("up to version %(last)s", last=row.last) if row.last else _("all versions")


def named(targets: list[Target], viewer: Any) -> dict[int, str]:
    """Whom each asks, by its id."""
    pilots = refs.resolve([one.pilot for one in targets if one.pilot], viewer)
    return {one.id: _whom(one, pilots) for one in targets}


def _whom(target: Target, pilots: Any) -> str:
    if target.party == "regulator":
        return _("Regulator of %(country)s", country=words.country(target.country))
    if target.party == "developer":
        return _("Developer: %(name)s", name=target.developer)
    seen = pilots.get(target.pilot)
    return _("Lead of %(pilot)s", pilot=seen.title) if seen else _("Lead of a pilot")


def reminded(target: Target) -> str:
    """How far somebody without an answer was reminded: a message id with a day, or ""."""
    if target.step == Step.ESCALATED:
        return N_("The secretariat was told on %(day)s.")
    return N_("Reminded on %(day)s.") if target.step else ""
