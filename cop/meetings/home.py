"""What home shows of meetings: invitations without an answer, own actions, what was held and written down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask import url_for
from flask_babel import gettext
from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import aliased

from cop.kernel.db import db
from cop.kernel.features import Awaiting, FrontPart, FrontRow, News
from cop.kernel.words import short_day, when
from cop.meetings.company.models import Rsvp
from cop.meetings.minutes import queries as minutes_queries
from cop.meetings.minutes.rules import Draft
from cop.meetings.outcomes.models import ActionItem
from cop.meetings.series import list_queries, queries, times
from cop.meetings.series.models import Occurrence, Series
from cop.meetings.series.rules import State
from cop.members.models import Visitor
from cop.spaces.models import Space
from cop.spaces.visibility import belongs, visible_to

MOST = 10


def invitations(viewer: Any, now: datetime) -> Iterable[Awaiting]:
    """Meetings to come that the viewer is invited to and has not answered: of a restricted space, its people only.

    Of a series the next date alone: whoever answers that, can answer for the others too.
    """
    mine = (Rsvp.meeting_id == Occurrence.id) & (Rsvp.member_id == viewer.id)
    invited = or_(Space.visibility != "restricted", belongs(viewer))
    waiting = (
        select(Occurrence.id, Occurrence.slug, Occurrence.title, Occurrence.begins)
        .join(Occurrence.series)
        .join(Series.space)
        .outerjoin(Rsvp, mine)
        .where(_coming(Occurrence, now), Rsvp.id.is_(None), invited, ~_sooner(now))
        .order_by(Occurrence.begins, Occurrence.id)
    )
    for row in db.session.execute(waiting.limit(MOST)):
        why = gettext("%(when)s. Will you take part?", when=when(row.begins))
        yield Awaiting(
            gettext("Invitation"),
            row.title,
            why,
            gettext("Answer"),
            queries.address(row) + "#answer",
            row.begins,
        )


def _coming(dates: Any, now: datetime) -> ColumnElement[bool]:
    return (dates.begins > now) & (dates.state == State.scheduled.value)


def _sooner(now: datetime) -> ColumnElement[bool]:
    """The series has a date before this one that is to come."""
    other = aliased(Occurrence)
    earlier = (other.series_id == Occurrence.series_id) & (other.begins < Occurrence.begins)
    return exists().where(earlier, _coming(other, now))


def actions(viewer: Any, now: datetime) -> Iterable[Awaiting]:
    """What the viewer took on and has not closed."""
    today = times.wall(now, viewer.zone).date()
    own = (
        select(ActionItem.id, ActionItem.text, ActionItem.due, Occurrence.title)
        .join(ActionItem.meeting)
        .join(Occurrence.series)
        .join(Series.space)
        .where(ActionItem.owner_id == viewer.id, ActionItem.state == "open", visible_to(viewer))
        .order_by(ActionItem.due, ActionItem.id)
    )
    for row in db.session.execute(own.limit(MOST)):
        due = datetime.combine(row.due, time(12), ZoneInfo(viewer.zone))  # a day; noon is of that day here
        told = {"day": short_day(row.due), "title": row.title}
        late = gettext("It was due on %(day)s. Given at %(title)s.", **told)
        why = late if row.due < today else gettext("Until %(day)s. Given at %(title)s.", **told)
        address = url_for("outcomes.close", id=row.id)
        yield Awaiting(gettext("Your action"), row.text, why, gettext("Close it"), address, due)


def minutes_waiting(viewer: Any, now: datetime) -> Iterable[Awaiting]:
    """Minutes that the viewer was there for and may correct, and those that the viewer may adopt now."""
    for row in minutes_queries.awaiting_minutes(viewer, now, MOST):
        address = url_for("minutes.minutes", id=row.id, slug=row.slug)
        if row.corrections_until > now:
            why = gettext("Until %(when)s. Is what was said there?", when=when(row.corrections_until))
            yield Awaiting(
                gettext("Minutes"), row.title, why, gettext("Correct"), address, row.corrections_until
            )
        else:
            why = gettext("The days for corrections are over.")
            yield Awaiting(
                gettext("Minutes"), row.title, why, gettext("Adopt"), address, row.corrections_until
            )


def held(viewer: Any, now: datetime) -> Iterable[News]:
    for row in list_queries.past(viewer, now, size=MOST).rows:
        if row.state == State.held.value:
            yield News(
                row.ends,
                gettext("Meeting"),
                row.title,
                gettext("Held in %(space)s", space=row.space),
                queries.address(row),
            )


def minutes(viewer: Any, _now: datetime) -> Iterable[News]:
    for row in minutes_queries.newest_minutes(viewer, MOST):
        adopted = row.state == Draft.adopted.value
        note = gettext("Adopted") if adopted else gettext("Open for corrections by those who were present")
        address = url_for("minutes.minutes", id=row.id, slug=row.slug)
        yield News(row.adopted_at or row.opened_at, gettext("Minutes"), row.title, note, address)


def front(now: datetime) -> FrontPart:
    """The next public meetings, or the latest when none is planned."""
    visitor = Visitor()
    rows = list_queries.upcoming(visitor, now).rows[:3] or list_queries.past(visitor, now, size=3).rows
    shown = tuple(FrontRow(short_day(row.begins), row.title, row.space, queries.address(row)) for row in rows)
    return FrontPart(gettext("Meetings"), shown, "meetings.index", gettext("All public meetings"))
