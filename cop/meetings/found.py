"""Meetings as search finds them, by whoever may read their space: purpose, agenda, and the minutes once adopted."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from cop.kernel import text
from cop.kernel.db import db
from cop.kernel.errors import N_
from cop.kernel.seeking import Found, Level, Source, after
from cop.meetings.agenda.models import AgendaItem
from cop.meetings.minutes.models import Minutes, MinutesRevision
from cop.meetings.minutes.rules import Draft
from cop.meetings.series.models import Occurrence


def _meetings(ids: list[int]) -> Iterable[Found]:
    """As of when it is announced for: that is what one remembers of a meeting."""
    listed = select(Occurrence).join(Occurrence.series).options(contains_eager(Occurrence.series))
    agendas, minutes = _agendas(ids), _adopted(ids)
    for one in db.session.scalars(listed.where(Occurrence.id.in_(ids))):
        parts = (text.plain(one.series.purpose_html), agendas.get(one.id, ""), minutes.get(one.id, ""))
        body = " ".join(filter(None, parts))
        yield Found(one.ref, one.title, body, one.series.created_at, Level.SPACE, one.space_id)


def _agendas(ids: list[int]) -> dict[int, str]:
    words = func.aggregate_strings(AgendaItem.title + " " + AgendaItem.note, " ")
    listed = select(AgendaItem.meeting_id, words).where(AgendaItem.meeting_id.in_(ids))
    return dict(db.session.execute(listed.group_by(AgendaItem.meeting_id)).all())


def _adopted(ids: list[int]) -> dict[int, str]:
    newest = (MinutesRevision.minutes_id == Minutes.id) & (MinutesRevision.number == Minutes.version)
    listed = select(Minutes.meeting_id, MinutesRevision.html).join(MinutesRevision, newest)
    adopted = listed.where(Minutes.meeting_id.in_(ids), Minutes.state == Draft.adopted.value)
    return {id: text.plain(html) for id, html in db.session.execute(adopted)}


SOURCES = {"meeting": Source(N_("Meeting"), N_("Meetings"), _meetings, after(Occurrence.id))}
