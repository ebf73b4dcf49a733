"""Spaces' manifest."""

from datetime import datetime

from cop.kernel.features import SILENT, Feature
from cop.kernel.permits import SYSTEM
from cop.spaces import actions, queries, views
from cop.spaces.personal import PERSONAL
from cop.spaces.verbs import VERBS


def begin(now: datetime) -> None:
    """The space every community begins with: members meet there."""
    mandate = "For everyone in the community: introductions, announcements and what has no space of its own."
    actions.create_space("Plenary", mandate, "members", actor=SYSTEM, now=now)


feature = Feature(
    "spaces",
    blueprints=(views.pages,),
    refs={"space": queries.resolved},
    notices=dict.fromkeys(VERBS, SILENT),
    verbs=VERBS,
    hooks={"founded:spaces": begin},
    personal=PERSONAL,
)
