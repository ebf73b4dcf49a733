"""What the viewer can do next with a report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _

from cop.incidents import permits
from cop.incidents.fields import ACTION, STAGES
from cop.incidents.keys import given_for
from cop.incidents.models import Incident
from cop.incidents.rules import Level, State
from cop.kernel.acts import Act
from cop.kernel.errors import N_


def of(viewer: Any, incident: Incident) -> list[Act]:
    """The awaited ones first."""
    found = [
        Act(_(label), url_for(endpoint, uid=incident.uid), urgent)
        for label, endpoint, holds, urgent in ACTS
        if holds(viewer, incident)
    ]
    more = current_app.extensions["cop"].hooks.get("acts_on_report")  # what stands above may offer
    found += [Act(*one) for one in more(viewer, incident)] if more else []
    return sorted(found, key=lambda act: not act.urgent)


def _may_agree(viewer: Any, incident: Incident) -> bool:
    if not permits.may_agree(viewer, incident) or incident.level >= Level.PUBLIC:
        return False
    given = given_for(incident, incident.level + 1)
    holds = {"steward": permits.STEWARD, "regulator": permits.REGULATOR}
    mine = [party for party, one in holds.items() if party not in given and one.holds(viewer, incident)]
    return bool(mine) and all(one.by_id != viewer.id for one in given.values())


def _open(may: Callable[..., bool], least: int = 0) -> Callable[[Any, Incident], bool]:
    def holds(viewer: Any, incident: Incident) -> bool:
        return incident.state == State.OPEN and incident.level >= least and may(viewer, incident)

    return holds


def _may_take_back(viewer: Any, incident: Incident) -> bool:
    return incident.level > Level.COUNTRY and permits.may_agree(viewer, incident)


def _may_open(viewer: Any, incident: Incident) -> bool:
    return incident.state == State.CLOSED and permits.may_close(viewer, incident)


def _may_write_lesson(viewer: Any, incident: Incident) -> bool:
    return incident.level < Level.PUBLIC and permits.may_write_lesson(viewer, incident)


def _may_look(viewer: Any, incident: Incident) -> bool:
    return permits.may_look(viewer, incident) and not permits.reported(viewer, incident)


ACTS: tuple[tuple[str, str, Callable[[Any, Incident], bool], bool], ...] = (
    (N_("Agree to the next readers"), "incidents.agree", _may_agree, True),
    (N_("Reply for the developer"), "incidents.reply", permits.may_reply, True),
    (N_("Tell what changed"), "incidents.change", _open(permits.may_tell_changes, 1), False),
    (N_("Name who replies"), "incidents.respondent", _open(permits.may_say_who_replies, 1), False),
    (N_("Write the public digest"), "incidents.lesson", _may_write_lesson, False),
    (N_("Take the report back"), "incidents.take_back", _may_take_back, False),
    (N_("Close the report"), "incidents.close", _open(permits.may_close), False),
    (N_("Open it again"), "incidents.open_again", _may_open, False),
    (N_("Who reported it"), "incidents.reporter", _may_look, False),
)


def stages(viewer: Any, incident: Incident) -> list[tuple[str, str]]:
    """(title, address) of the parts of the form that the viewer may still fill in."""
    if incident.state == State.CLOSED:
        return []
    mine, early = permits.may_edit(viewer, incident), incident.level < Level.REGULATORS
    found = [
        (_(stage.title), url_for("incidents.stage", uid=incident.uid, stage=stage.key))
        for stage in STAGES.values()
        if mine and early and stage is not ACTION
    ]
    late = permits.STEWARD.holds(viewer, incident) or permits.REGULATOR.holds(viewer, incident)
    acts = permits.may_take_action(viewer, incident) and (early or late)
    done = [(_(ACTION.title), "incidents.action"), (_("Codes"), "incidents.give_codes")] if acts else []
    return found + [(title, url_for(endpoint, uid=incident.uid)) for title, endpoint in done]
