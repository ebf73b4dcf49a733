"""Minutes assembled from what was taken down: a text to begin with, which people then write further.

Decisions and actions live once, in their own lists: the text names their numbers alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import gettext

from cop.kernel.words import country
from cop.meetings import show
from cop.meetings.agenda import queries as agenda_queries
from cop.meetings.company import queries as company_queries
from cop.meetings.room import presence_queries
from cop.meetings.room import queries as room_queries
from cop.meetings.room import showing as room_showing
from cop.meetings.room.showing import Taken
from cop.meetings.series.models import Occurrence
from cop.meetings.series.rules import Speech


def assembled(meeting: Occurrence, viewer: Any) -> str:
    """Markdown, in the language of the request, as the meeting's rule of speech allows."""
    notes = room_queries.notes(meeting)
    lines, _papers = show.agenda(meeting, agenda_queries.agenda(meeting), [], viewer)
    points = [note for note in notes if note.kind == "point"]
    rows = room_showing.taken(lines, points, meeting)
    parked = [note.text for note in notes if note.kind == "parked"]
    return "\n\n".join([*_present(meeting), *_items(rows), *_parked(parked)])


def _present(meeting: Occurrence) -> Iterator[str]:
    """Under the Chatham House Rule nothing of who was there; names only where what is said is attributed."""
    company = company_queries.company(meeting)
    if not company.present or not show.names_people(meeting):
        return
    yield gettext(
        "Present: %(groups)s; from %(countries)s.",
        groups=show.by_group(company, company_queries.group_names()),
        countries=show.by_country(company),
    )
    if meeting.series.speech == Speech.attributed.value:
        there = presence_queries.attendees(meeting)
        yield ", ".join(f"{one.name} ({country(one.country)})" for one in there)


def _items(rows: Sequence[Taken]) -> Iterator[str]:
    for number, row in enumerate(rows, 1):
        title = f"{number}. {row.line.item.title}" if row.line else gettext("Under no item")
        yield f"## {title}"
        if row.points:
            yield "\n".join(f"- {_on_a_line(note.text)}" for note in row.points)
        if came := _came(row):
            yield came


def _came(row: Taken) -> str:
    """ "Decision 1. Action 2." """
    decided = [gettext("Decision %(number)s.", number=one.number) for one in row.decisions]
    return " ".join([*decided, *(gettext("Action %(number)s.", number=one.number) for one in row.actions)])


def _parked(texts: Sequence[str]) -> Iterator[str]:
    if texts:
        yield "## " + gettext("Parked")
        yield "\n".join(f"- {_on_a_line(text)}" for text in texts)


def _on_a_line(text: str) -> str:
    return " ".join(text.split())
