"""What home shows of pilots: decisions and gates that wait for somebody, the latest steps, the public ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from cop.kernel import clock, words
from cop.kernel.features import Awaiting, FrontPart, FrontRow, News
from cop.members.models import Visitor
from cop.pilots import home_queries, list_queries, queries, shown
from cop.pilots.reading import step_state
from cop.pilots.rules import State


def awaiting(viewer: Any, now: datetime) -> Iterable[Awaiting]:
    """Tracks that wait for this person: a regulator's decision, the secretariat's check, the lead's next step."""
    waits = (
        Awaiting(_("Pilot"), row.title, *_waits(row)) for row in home_queries.tracks_awaiting(viewer, now)
    )
    return dict.fromkeys(waits)  # a step that moves every country at once waits once


def _waits(row: Any) -> tuple[str, str, str]:
    """(why, act, address) of a track that waits."""
    country = words.country(row.country)
    whole, here = url_for("pilots.pilot", uid=row.uid), {"uid": row.uid, "country": row.country}
    match State(row.state):
        case State.IN_REVIEW:
            why = _("%(country)s has not decided yet.", country=country)
            return why, _("Record the decision"), url_for("pilots.decide", **here)
        case State.SUBMITTED:
            return _("The secretariat checks whether it is complete."), _("Check it"), whole
        case State.RETURNED:
            return _("The secretariat has returned it."), _("Complete it"), whole
        case State.REPORTING:
            return _("The exit report is awaited."), _("Go to the pilot"), whole
        case _:
            why = _("%(country)s lets it run.", country=country)
            return why, _("Prepare the start"), url_for("pilots.country", **here)


def condition(row: Any) -> Awaiting:
    """A condition with a date that nobody has confirmed, for the pilot's lead."""
    why = _("A condition of %(country)s is not confirmed as met.", country=words.country(row.country))
    address = url_for("pilots.country", uid=row.uid, country=row.country)
    return Awaiting(_("Pilot"), row.title, why, _("Say how it is met"), address, clock.midnight(row.due))


def reviews(viewer: Any, now: datetime) -> Iterable[Awaiting]:
    """Answers that a regulator owes since another country suspended."""
    for row in home_queries.reviews_owed(viewer, now) if viewer.mandates else ():
        why = _("%(country)s has suspended it. Say why it may go on.", country=words.country(row.about))
        address = url_for("pilots.review", uid=row.uid, country=row.country)
        yield Awaiting(_("Pilot"), row.title, why, _("Answer"), address)


def news(viewer: Any, _now: datetime) -> Iterable[News]:
    for row in home_queries.latest_steps(viewer):
        note = _(
            "%(country)s: %(state)s", country=words.country(row.country), state=step_state(row.kind, row.data)
        )
        yield News(row.at, _("Pilot"), row.title, note, url_for("pilots.pilot", uid=row.uid))


def front(_now: datetime) -> FrontPart:
    """The newest pilots that everyone may read."""
    found = list_queries.listed(Visitor(), size=3).rows
    states = list_queries.states_of(Visitor(), [row.id for row in found])
    rows = [
        FrontRow(row.uid, row.title, _sentence(states[row.id]), url_for("pilots.pilot", uid=row.uid))
        for row in found
    ]
    return FrontPart(
        _("Sandbox pilots"),
        tuple(rows),
        "pilots.index",
        _("All public pilots"),
        queries.number_public(),
        _("Pilots"),
    )


def _sentence(pairs: list[tuple[str, State]]) -> str:
    head, tail = shown.state_sentence(pairs)
    return f"{head}, {tail}" if tail else head
