"""The agenda of a meeting."""

from __future__ import annotations

from typing import Any

from flask import url_for
from sqlalchemy import select

from cop.kernel.db import db
from cop.meetings.agenda.models import AgendaItem
from cop.meetings.series.models import Occurrence
from cop.meetings.series.queries import meeting_by_id


def item(viewer: Any, id: int) -> AgendaItem | None:
    """One agenda item of a meeting that ``viewer`` may see."""
    found = db.session.get(AgendaItem, id)
    return found if found and meeting_by_id(viewer, found.meeting_id) else None


def agenda(meeting: Occurrence) -> list[AgendaItem]:
    order = (AgendaItem.position, AgendaItem.id)
    return list(
        db.session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting.id).order_by(*order))
    )


def agenda_address(meeting: Occurrence) -> str:
    return url_for("agenda.agenda", id=meeting.id, slug=meeting.slug)
