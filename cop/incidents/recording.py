"""How the ledger tells of a report: for whom, and never who reported."""

from __future__ import annotations

from typing import Any

from cop.incidents.models import Incident
from cop.incidents.permits import reported
from cop.incidents.rules import Level
from cop.kernel.ledger import MEMBERS, OFFICERS, PUBLIC
from cop.kernel.permits import SYSTEM


def audience(incident: Incident) -> str:
    """The ledger's bound for what happens to a report now; who reads an entry must see the report too."""
    if incident.level >= Level.PUBLIC:
        return PUBLIC
    return MEMBERS if incident.level >= Level.MEMBERS else OFFICERS


def who(incident: Incident, actor: Any) -> Any:
    """Who acted, as the ledger keeps it: the reporter's own acts are nobody's, or an entry would name them."""
    return SYSTEM if actor.id is None or reported(actor, incident) else actor
