"""The two keys to each rung: which were turned, and which the actor may turn."""

from __future__ import annotations

from typing import Any

from cop.incidents import permits
from cop.incidents.models import Agreement, Incident
from cop.incidents.rules import Party, Step
from cop.kernel.errors import N_, IllegalMove


def step(incident: Incident) -> Step:
    return Step(
        incident.level,
        bool(incident.lesson),
        bool(incident.replies),
        incident.public_health,
        incident.reply_due,
    )


def given_for(incident: Incident, level: int) -> dict[str, Agreement]:
    """The agreements to a rung, by party."""
    return {one.party: one for one in incident.agreements if one.level == level}


def missing_party(incident: Incident, actor: Any, given: dict[str, Agreement]) -> str:
    """In which capacity the actor agrees: one that is still missing. Raises IllegalMove when there is none."""
    holds = {Party.STEWARD: permits.STEWARD, Party.REGULATOR: permits.REGULATOR}
    missing = [party for party, one in holds.items() if party not in given and one.holds(actor, incident)]
    if not missing:
        raise IllegalMove(
            N_("Your side has agreed already. It waits for: %(who)s."),
            who=[one.words for party, one in holds.items() if party not in given],
        )
    return missing[0].value
