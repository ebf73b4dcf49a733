"""Where pilots stand, country by country, and what moved of late."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from cop.kernel import words
from cop.kernel.addresses import outward
from cop.kernel.feeding import Item
from cop.members.models import Visitor
from cop.pilots import home_queries, list_queries
from cop.pilots.reading import step_state
from cop.pilots.rules import ENDED, POSITIVE, STATE_WORDS, State

GROUPS: dict[str, tuple[State, ...]] = {
    "before": (State.SUBMITTED, State.IN_REVIEW, State.RETURNED),
    "allowed": tuple(sorted(POSITIVE)),
    "active": (State.ACTIVE,),
    "suspended": (State.SUSPENDED,),
    "reporting": (State.REPORTING,),
    "completed": (State.COMPLETED,),
    "refused": (State.REFUSED,),
    "ended": tuple(sorted(ENDED - {State.COMPLETED, State.REFUSED})),
}


def countries(viewer: Any) -> list[tuple[str, dict[str, int]]]:
    """(country, number of pilots by group of states) of what the viewer sees, by the country's name."""
    found: dict[str, dict[str, int]] = {}
    group_of = {state.value: group for group, states in GROUPS.items() for state in states}
    for row in list_queries.by_country(viewer):
        counted = found.setdefault(row.country, dict.fromkeys(GROUPS, 0))
        if row.state in group_of:
            counted[group_of[row.state]] += row.number
    return sorted(found.items(), key=lambda pair: words.country(pair[0]))


def group_words() -> dict[str, str]:
    named = {group: _(STATE_WORDS[states[0]]) for group, states in GROUPS.items() if len(states) == 1}
    named |= {"before": _("Before a decision"), "allowed": _("Allowed"), "ended": _("Ended early")}
    return {group: named[group] for group in GROUPS}


def news() -> list[Item]:
    """The last step of each pilot that moved of late, as any visitor may read it."""
    return [_item(row) for row in home_queries.latest_steps(Visitor())]


def _item(row: Any) -> Item:
    state = step_state(row.kind, row.data)
    says = _("%(country)s: %(state)s", country=words.country(row.country), state=state)
    address = outward("pilots.pilot", uid=row.uid)
    return Item(address, row.title, "", row.public_at, row.at, row.data["to"], says)
