"""What happened in a working group, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cop.kernel.refs import split
from cop.members.people_queries import names

HAPPENED = {
    "space_created": _l("The space was made."),
    "space_edited": _l("Name, task or readers were changed."),
    "space_archived": _l("It was archived."),
    "space_reopened": _l("It was opened again."),
    "space_person_added": _l("%(name)s was added."),
    "space_person_removed": _l("%(name)s was taken out."),
    "facilitator_appointed": _l("%(name)s was made facilitator."),
    "facilitator_released": _l("%(name)s is no longer facilitator."),
    "group_constituted": _l("How one joins, or its term, was set."),
    "group_renewed": _l("Its term was renewed until %(until)s."),
    "group_closed": _l("The group was closed."),
    "group_joined": _l("%(name)s joined."),
    "group_left": _l("%(name)s left."),
    "group_request_answered": _l("A request to join was answered: %(granted)s."),
    "group_invitation_answered": _l("%(name)s answered an invitation: %(granted)s."),
}
"""Requests that were refused, and who was invited, are for the facilitators and the member alone."""


def told(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """``at``, ``says`` and ``by`` of each entry; names in one question. What was refused is nobody's business."""
    listed = [row for row in rows if row.facts.get("granted") != 0]
    called = names(id for row in listed for id in (row.facts.get("member"), _actor(row)) if id)
    return [
        {"at": row.at, "says": _says(row, called), "by": called.get(_actor(row) or 0, "")} for row in listed
    ]


def _actor(row: Any) -> int | None:
    return split(row.actor)[1] if row.actor.startswith("member:") else None


def _says(row: Any, called: dict[int, str]) -> str:
    values = {
        "name": called.get(row.facts.get("member"), _("A member")),
        "until": row.facts.get("until", ""),
        "granted": _("yes"),
    }
    return str(HAPPENED[row.verb]) % values


def way(joining: str | None) -> str:
    """How one joins, as a sentence for the group's page."""
    ways = {
        "open": _("Any member may join."),
        "request": _("One joins on request; its facilitators answer."),
        "invitation": _("One joins by invitation."),
    }
    return ways.get(joining or "", "")
