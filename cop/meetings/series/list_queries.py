"""Lists of meetings, as far as a viewer may see them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from cop.kernel import paging, refs
from cop.kernel.db import db
from cop.kernel.refs import Resolved
from cop.kernel.words import short_day
from cop.meetings.company.models import Rsvp
from cop.meetings.series.models import Occurrence, Series
from cop.meetings.series.queries import address
from cop.meetings.series.rules import LONGEST
from cop.spaces.models import Space
from cop.spaces.speech_rules import names_groups
from cop.spaces.visibility import visible_to


def _listed(viewer: Any) -> Select[Any]:
    """Rows for a list, with the viewer's own answer."""
    mine = (Rsvp.meeting_id == Occurrence.id) & (Rsvp.member_id == viewer.id)
    columns = (
        Occurrence.id,
        Occurrence.slug,
        Occurrence.title,
        Occurrence.begins,
        Occurrence.ends,
        Occurrence.state,
    )
    rows: Any = (
        select(
            *columns, Occurrence.coming, Series.zone, Space.title.label("space"), Rsvp.answer, Rsvp.queued_at
        )
        .join(Occurrence.series)
        .join(Series.space)
        .outerjoin(Rsvp, mine)
        .where(visible_to(viewer))
    )
    return rows


def upcoming(viewer: Any, now: datetime, cursor: str = "", space: str = "") -> paging.Page:
    """Those not over yet, the next one first. None is longer than ``LONGEST``, which bounds the index read."""
    query = _listed(viewer).where(Occurrence.begins > now - LONGEST, Occurrence.ends > now)
    query = query.where(Space.slug == space) if space else query
    return paging.read(query, (Occurrence.begins, Occurrence.id), cursor=cursor, size=20, descending=False)


def past(viewer: Any, now: datetime, cursor: str = "", space: str = "", size: int = 20) -> paging.Page:
    """Those that are over, the latest first."""
    query = _listed(viewer).where(Occurrence.begins <= now, Occurrence.ends <= now)
    query = query.where(Space.slug == space) if space else query
    return paging.read(query, (Occurrence.begins, Occurrence.id), cursor=cursor, size=size)


def resolved(ids: list[int], viewer: Any) -> Iterable[Resolved]:
    """Meetings as other features speak of them."""
    columns = select(Occurrence.id, Occurrence.slug, Occurrence.title, Occurrence.begins, Series.speech)
    seen = (
        columns.join(Occurrence.series).join(Series.space).where(Occurrence.id.in_(ids), visible_to(viewer))
    )
    for row in db.session.execute(seen):
        unnamed, day = not names_groups(row.speech), short_day(row.begins)
        yield Resolved(refs.ref("meeting", row.id), "meeting", row.title, address(row), day, unnamed=unnamed)


def ids_in(space_id: int, most: int = 8) -> list[int]:
    """Meetings of a space, those furthest ahead first."""
    lies = select(Occurrence.id).join(Occurrence.series).where(Series.space_id == space_id)
    return list(db.session.scalars(lies.order_by(Occurrence.begins.desc(), Occurrence.id.desc()).limit(most)))
