"""What was parked, taken up in one press."""

from __future__ import annotations

from typing import Any

from flask import redirect, request

from cop.kernel.forms import whole
from cop.kernel.web import Pages, actor, to
from cop.meetings import parked_actions, permits, queries, room_queries
from cop.meetings.room_models import Note

pages = Pages("parked", "/meetings")


@pages.post("/notes/<int:id>/agenda", permits.may_organise, room_queries.note)
def put_on_agenda(note: Note) -> Any:
    """``on``: the id of the later date."""
    later = queries.meeting_by_id(actor(), whole(request.form.get("on")))
    item = parked_actions.put_on_agenda(note, later, actor=actor())
    return to("meeting_plans.agenda", id=item.meeting.id, slug=item.meeting.slug)


@pages.post("/notes/<int:id>/thread", permits.may_organise, room_queries.note)
def begin_thread(note: Note) -> Any:
    return redirect(parked_actions.begin_thread(note, actor=actor()), 303)
