"""A meeting as a message from calendar to calendar (RFC 5546): an invitation or update, and a cancellation.

One message an invitee, who is its only ATTENDEE; the ORGANIZER is where that invitee's reply is to go. The METHOD
belongs into the mail's content type too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from icalendar import Calendar, Event, vCalAddress

from cop.meetings.calendar import ics
from cop.meetings.calendar.ics import Reader
from cop.meetings.calendar.ics_events import Dates
from cop.meetings.company.rules import Answer
from cop.meetings.series.models import Occurrence, Series
from cop.meetings.series.rules import State

REQUEST, CANCEL = "REQUEST", "CANCEL"


PARTSTAT = {
    None: "NEEDS-ACTION",
    Answer.yes.value: "ACCEPTED",
    Answer.maybe.value: "TENTATIVE",
    Answer.no.value: "DECLINED",
}
"""How calendars call an answer that is kept here."""


@dataclass(frozen=True)
class Exchange:
    """Who writes to whom, when (UTC): the invitee's name and address, the organiser's name and the address that takes
    this invitee's reply, and the invitee's answers so far by the id of the date."""

    name: str
    email: str
    organiser: str
    reply_to: str
    at: datetime
    answers: dict[int, str]


def request(series: Series, dates: Dates, reader: Reader, between: Exchange) -> bytes:
    """METHOD:REQUEST for the whole series: an invitation, or the update of one. ``dates`` are all of the series."""
    made = _begun(REQUEST, series, dates, reader)
    ordered = sorted(dates, key=lambda date: date.original)
    answer = between.answers.get(ordered[0].id)
    for event in ics.events(series, ordered, reader):
        _address(event, between, answer)
        made.add_component(event)
    return made.to_ical()


def request_one(series: Series, date: Occurrence, dates: Dates, reader: Reader, between: Exchange) -> bytes:
    """METHOD:REQUEST for one date of a series of several, as it is now; of a series of one date, for that date."""
    if len(dates) == 1 and not series.rrule:
        return request(series, dates, reader, between)
    made = _begun(REQUEST, series, [date], reader)
    event = ics.one(series, date, reader)
    _address(event, between, between.answers.get(date.id))
    made.add_component(event)
    return made.to_ical()


def cancel(
    series: Series, dates: Dates, reader: Reader, between: Exchange, only: Occurrence | None = None
) -> bytes:
    """METHOD:CANCEL for the whole series, or for ``only`` one of its dates."""
    alone = len(dates) == 1 and not series.rrule
    made = _begun(CANCEL, series, [only] if only else dates, reader)
    date = only or min(dates, key=lambda one: one.original)
    event = ics.one(series, date, reader) if only and not alone else next(ics.events(series, dates, reader))
    event["STATUS"] = State.cancelled.value.upper()
    _address(event, between, between.answers.get(date.id))
    made.add_component(event)
    return made.to_ical()


def _begun(method: str, series: Series, dates: Dates, reader: Reader) -> Calendar:
    made = ics.begun(reader.host)
    made.add("method", method)
    ics.add_zones(made, [(series, dates)])
    return made


def _address(event: Event, between: Exchange, answer: str | None) -> None:
    """DTSTAMP of a message is when it was made: the receiver orders messages of one SEQUENCE by it."""
    del event["DTSTAMP"]
    event.add("dtstamp", between.at)
    event["ORGANIZER"] = _party(between.organiser, between.reply_to)
    attendee = _party(between.name, between.email)
    attendee.params["ROLE"], attendee.params["RSVP"] = "REQ-PARTICIPANT", "TRUE"
    attendee.params["PARTSTAT"] = PARTSTAT[answer]
    event.add("attendee", attendee, encode=False)


def _party(name: str, email: str) -> vCalAddress:
    party = vCalAddress(f"mailto:{email}")
    party.params["CN"] = name.replace('"', "'")  # a quote cannot stand in a parameter
    return party
