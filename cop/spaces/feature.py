"""Spaces' manifest."""

from datetime import datetime

from cop.kernel.errors import N_
from cop.kernel.features import SILENT, Feature, Tool
from cop.kernel.permits import SYSTEM
from cop.spaces import (
    actions,
    due,
    group_by_link,
    group_notices,
    group_views,
    home,
    office_views,
    permits,
    queries,
    views,
)
from cop.spaces.personal import PERSONAL
from cop.spaces.verbs import VERBS


def begin(now: datetime) -> None:
    """The space every community begins with: members meet there."""
    mandate = "For everyone in the community: introductions, announcements and what has no space of its own."
    actions.create_space("Plenary", mandate, "members", actor=SYSTEM, now=now)


feature = Feature(
    "spaces",
    blueprints=(group_views.pages, office_views.pages, views.pages),
    tools=(
        Tool(
            N_("Archived spaces"),
            N_("Spaces and working groups in which nothing is written any more; each can be opened again."),
            "groups_kept.archived",
            70,
            permits.may_manage,
        ),
    ),
    refs={"space": queries.resolved},
    notices=dict.fromkeys(VERBS, SILENT) | group_notices.NOTICES,
    letters=group_notices.LETTERS,
    due=(due.tick,),
    awaiting=(home.awaiting,),
    verbs=VERBS,
    hooks={"founded:spaces": begin, "by_link:admission": group_by_link.asks},
    personal=PERSONAL,
)
