"""What lists say at the old slot of a meeting that was moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select

from cop.kernel.db import db
from cop.kernel.paging import Page
from cop.meetings.series.models import Occurrence, Series, Stub
from cop.meetings.series.rules import State
from cop.spaces.models import Space
from cop.spaces.visibility import visible_to

MOST = 20


def beside(viewer: Any, page: Page, now: datetime, space: str = "") -> Sequence[Row[Any]]:
    """Of the stretch of time that a page of meetings to come covers, the slots that meetings moved away from.

    Rows: (was, id, slug, title, begins). A stretch begins at the last meeting of the page before. What was moved and
    then cancelled says so where it is.
    """
    columns = (Stub.begins.label("was"), Occurrence.id, Occurrence.slug, Occurrence.title, Occurrence.begins)
    listed = _seen(select(*columns).join(Occurrence, Occurrence.id == Stub.meeting_id), viewer, space)
    moved = (Occurrence.state == State.scheduled.value) & (Stub.begins != Occurrence.begins)
    listed = listed.where(moved, Stub.begins > now)
    if page.before:
        earlier = _seen(select(func.max(Occurrence.begins)), viewer, space)
        last = db.session.scalar(earlier.where(Occurrence.begins < page.rows[0].begins))
        listed = listed.where(Stub.begins >= last) if last else listed
    if page.after:
        listed = listed.where(Stub.begins < page.rows[-1].begins)
    return db.session.execute(listed.order_by(Stub.begins, Stub.id).limit(MOST)).all()


def in_order(page: Page, stubs: Sequence[Row[Any]]) -> list[Row[Any]]:
    """The rows of a page of meetings and the slots that others moved away from, by time."""
    return sorted([*page.rows, *stubs], key=lambda row: getattr(row, "was", row.begins))


def _seen(query: Any, viewer: Any, space: str) -> Any:
    seen = query.join(Occurrence.series).join(Series.space).where(visible_to(viewer))
    return seen.where(Space.slug == space) if space else seen


def moved_at(meeting: Occurrence) -> datetime | None:
    """When the date was moved last; None where it never was."""
    return db.session.scalar(select(func.max(Stub.at)).where(Stub.meeting_id == meeting.id))
