"""Meetings by mail: the calendar message that goes with a letter, and the links that answer it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import current_app, url_for

from cop.delivery import tokens
from cop.kernel import clock
from cop.kernel.letters import Mail
from cop.meetings.calendar import ics_readers, itip
from cop.meetings.calendar.itip import Exchange
from cop.meetings.company import queries as company_queries
from cop.meetings.company.rules import Answer
from cop.meetings.series import queries
from cop.meetings.series.models import Occurrence, Series
from cop.members.models import Member


def _exchange(reader: Member, meeting: Occurrence, reply_to: str) -> Exchange:
    site = current_app.extensions["cop"].config.site_name
    answers = company_queries.answers_by_date(reader, meeting.series_id)
    return Exchange(reader.name, reader.addresses[0].email, site, reply_to, clock.now(), answers)


def _knows(_series: Series) -> bool:
    """Whoever is written to may read the meeting, its place too."""
    return True


def invites(mail: Mail, meeting: Occurrence, reader: Member, *, only: bool = False) -> Mail:
    """The letter with an invitation, or its update, for all dates or ``only`` this one."""
    series, dates = meeting.series, queries.dates(meeting)
    viewer = ics_readers.reader(_knows)

    def event(reply_to: str) -> bytes:
        between = _exchange(reader, meeting, reply_to)
        if only:
            return itip.request_one(series, meeting, dates, viewer, between)
        return itip.request(series, dates, viewer, between)

    return _carrying(mail, meeting, event)


def calls_off(mail: Mail, meeting: Occurrence, reader: Member, *, only: bool) -> Mail:
    """The letter with what takes the event, or ``only`` this date of it, out of calendars."""
    series, dates = meeting.series, queries.dates(meeting)
    viewer, date = ics_readers.reader(_knows), meeting if only else None
    return _carrying(
        mail, meeting, lambda to: itip.cancel(series, dates, viewer, _exchange(reader, meeting, to), date)
    )


def _carrying(mail: Mail, meeting: Occurrence, event: Callable[[str], bytes]) -> Mail:
    return replace(mail, event=event, answers=meeting.ref, follows=(f"series:{meeting.series_id}",))


def links(meeting: Occurrence, reader: Member) -> dict[str, str]:
    """Where one press answers for this reader alone, without signing in, by answer."""
    folder = current_app.extensions["cop"].config.data_dir
    raw = tokens.token(folder, tokens.RSVP, reader.id, meeting.ref, clock.now())
    return {said.value: url_for("rsvp.answer", raw=raw, said=said.value, _external=True) for said in Answer}
