"""What a meeting put aside is taken up: on the agenda of a later date, or in a thread."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import current_app
from flask_babel import gettext

from cop.kernel.actions import action, lock_row
from cop.kernel.errors import N_, IllegalMove
from cop.kernel.ledger import record
from cop.meetings import permits
from cop.meetings.agenda import actions as agenda_actions
from cop.meetings.agenda.models import AgendaItem
from cop.meetings.agenda.rules import Point
from cop.meetings.room.models import Note
from cop.meetings.room.taking import changed
from cop.meetings.series.models import Occurrence
from cop.meetings.series.rules import Speech

MINUTES = 10  # of an item that was parked, until somebody says better


LONGEST_TITLE = 160


@action(permits.may_organise)
def put_on_agenda(note: Note, later: Occurrence | None, *, actor: Any, now: datetime) -> AgendaItem:
    """At the end of the agenda of ``later``, a date of the same line of series. Raises IllegalMove where it is none."""
    _demand_parked(note)
    if later is None or later.series.line != note.meeting.series.line:
        raise IllegalMove(N_("The series has no later date. Add one, or begin a thread of it."))
    title = _title(note.text)
    point = Point(title, MINUTES, note="" if title == note.text else note.text)
    item = agenda_actions.add_item(later, point, actor=actor, now=now)
    _taken_up(note, actor, now)
    return item


@action(permits.may_organise)
def begin_thread(note: Note, *, actor: Any, now: datetime) -> str:
    """In the space that met, under the rule of speech of its meeting; the thread's address."""
    _demand_parked(note)
    series = note.meeting.series
    begin = current_app.extensions["cop"].hooks["begins:thread"]
    text = "\n\n".join([note.text, gettext("Put aside at %(meeting)s.", meeting=note.meeting.ref)])
    address: str = begin(series.space, _title(note.text), text, Speech(series.speech), actor, now)
    _taken_up(note, actor, now)
    return address


def _demand_parked(note: Note) -> None:
    lock_row(note.meeting)
    lock_row(note)
    if note.kind != "parked" or note.closed_at is not None:
        raise IllegalMove(N_("That is not parked any more: somebody has taken it up."))


def _taken_up(note: Note, actor: Any, now: datetime) -> None:
    note.closed_at = now
    changed(note.meeting)
    record("note_taken_up", note.meeting.ref, actor=actor, now=now, note=note.id)


def _title(text: str) -> str:
    """The first line, as far as a title is long."""
    first = text.strip().split("\n", 1)[0]
    return first if len(first) <= LONGEST_TITLE else first[: LONGEST_TITLE - 1].rstrip() + "…"
