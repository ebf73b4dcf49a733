"""The papers of a meeting."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from cop.kernel.db import db
from cop.meetings.papers.models import Paper
from cop.meetings.series import queries
from cop.meetings.series.models import Occurrence


def papers(meeting: Occurrence) -> list[Paper]:
    """In the order they were laid."""
    return list(db.session.scalars(select(Paper).where(Paper.meeting_id == meeting.id).order_by(Paper.id)))


def paper(viewer: Any, id: int) -> Paper | None:
    """One paper of a meeting that ``viewer`` may see."""
    found = db.session.get(Paper, id)
    return found if found and queries.meeting_by_id(viewer, found.meeting_id) else None
