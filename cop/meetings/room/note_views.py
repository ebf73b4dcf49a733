"""What was taken down is put better or struck; what was parked is taken up in one press."""

from __future__ import annotations

from typing import Any

from flask import redirect, request

from cop.kernel.forms import whole
from cop.kernel.web import Pages, actor, to
from cop.meetings import permits
from cop.meetings.room import actions as room_actions
from cop.meetings.room import parked_actions
from cop.meetings.room import queries as room_queries
from cop.meetings.room.forms import NoteForm
from cop.meetings.room.models import Note
from cop.meetings.room.views import written
from cop.meetings.series import queries

pages = Pages("notes", "/meetings")


@pages.post("/notes/<int:id>/agenda", permits.may_organise, room_queries.note)
def put_on_agenda(note: Note) -> Any:
    """``on``: the id of the later date."""
    later = queries.meeting_by_id(actor(), whole(request.form.get("on")))
    item = parked_actions.put_on_agenda(note, later, actor=actor())
    return to("agenda.agenda", id=item.meeting.id, slug=item.meeting.slug)


@pages.post("/notes/<int:id>/thread", permits.may_organise, room_queries.note)
def begin_thread(note: Note) -> Any:
    return redirect(parked_actions.begin_thread(note, actor=actor()), 303)


@pages.form("/notes/<int:id>", permits.may_organise, room_queries.note)
def edit_note(note: Note) -> Any:
    form = NoteForm(obj=note)

    def act() -> Note:
        return room_actions.edit_note(note, form.text.data, form.version.number, actor=actor())

    return written(note.meeting, form, act, "meetings/note.html")


@pages.post("/notes/<int:id>/close", permits.may_organise, room_queries.note)
def close_note(note: Note) -> Any:
    room_actions.close_note(note, actor=actor())
    return to("room.room", id=note.meeting.id, slug=note.meeting.slug)
