"""The registry's list as data: one line a pilot, in the reader's own view of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _

from cop.ballots.record import stamp
from cop.kernel import words
from cop.kernel.feeding import Item
from cop.members.models import Visitor
from cop.pilots import home_queries, list_queries
from cop.pilots.reading import step_state
from cop.pilots.rules import ENDED, POSITIVE, STATE_WORDS, State

AT_ONCE = 500
COLUMNS = ("uid", "title", "summary", "area", "countries", "registered", "public_since", "address")
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


def outward(endpoint: str, **values: Any) -> str:
    """The full address of a page of ours, below the configured one, whatever host was asked."""
    base: str = current_app.extensions["cop"].config.base_url
    return base.rstrip("/") + url_for(endpoint, **values)


def heads(viewer: Any, rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Each pilot with the state of each country that the viewer sees."""
    states = list_queries.states_of(viewer, [row.id for row in rows])
    return [_head(row, dict(states[row.id])) for row in rows]


def _head(row: Any, states: Mapping[str, State]) -> dict[str, Any]:
    return {
        "uid": row.uid,
        "title": row.title,
        "summary": row.summary,
        "area": row.area,
        "countries": {country: state.value for country, state in states.items()},
        "registered": stamp(row.registered_at),
        "public_since": stamp(row.public_at) if row.public_at else "",
        "address": outward("pilots.pilot", uid=row.uid),
    }


def line(head: Mapping[str, Any]) -> list[str]:
    """A head as cells, in the order of COLUMNS."""
    told = "; ".join(f"{country}: {state}" for country, state in head["countries"].items())
    return [told if key == "countries" else str(head[key]) for key in COLUMNS]


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
