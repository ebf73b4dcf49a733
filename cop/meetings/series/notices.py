"""Who hears of a meeting, its dates and what changes of them, and in which words."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext

from cop.kernel import clock
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.words import short_day
from cop.meetings import telling
from cop.meetings.calendar import mailing
from cop.meetings.company import queries as company_queries
from cop.meetings.company.rules import Answer
from cop.meetings.series import queries, series_words
from cop.meetings.series.models import Occurrence
from cop.meetings.series.rules import State
from cop.meetings.telling import Tells, Writes
from cop.members.models import Member


def scheduled(entry: Entry) -> list[Letter]:
    return telling.letters("meeting_invitation", entry, telling.invited(telling.meeting_of(entry)))


def moved(entry: Entry) -> list[Letter]:
    """Everyone invited who has not declined."""
    return telling.letters(
        "meeting_moved", entry, telling.concerned(telling.meeting_of(entry)), was=entry.facts["was"]
    )


def edited(entry: Entry) -> list[Letter]:
    """Who comes hears of another place; a better wording is no letter."""
    if not entry.facts["elsewhere"]:
        return []
    return telling.letters(
        "meeting_elsewhere", entry, telling.who_said(telling.meeting_of(entry), Answer.yes, Answer.maybe)
    )


def cancelled(entry: Entry) -> list[Letter]:
    return telling.letters("meeting_cancelled", entry, telling.concerned(telling.meeting_of(entry)))


def series_cancelled(entry: Entry) -> list[Letter]:
    concerned = telling.concerned(telling.meeting_of(entry))
    return telling.letters("meeting_cancelled", entry, concerned, dates=entry.facts["dates"])


def replanned(entry: Entry) -> list[Letter]:
    """One letter for all dates, unless nothing changed that one must know of to come.

    Where what follows goes on as another event, a second one takes it out of the event before.
    """
    meeting, before = telling.meeting_of(entry), entry.facts["before"]
    if not before and not entry.facts["moved"] and not entry.facts["elsewhere"]:
        return []
    told = telling.letters("meeting_replanned", entry, telling.concerned(meeting))
    ended = [Letter("meeting_shortened", one.to, {"meeting": before}, entry.id) for one in told]
    return told + (ended if before else [])


def invitation(member: Member, letter: Letter) -> Mail | None:
    """Dropped when the meeting has begun or the reader has answered meanwhile."""
    meeting = telling.still(member, letter)
    if meeting is None or meeting.begins <= clock.now() or company_queries.answer_of(member, meeting):
        return None
    return telling.inviting(meeting, member, None)


def replanned_letter(member: Member, letter: Letter) -> Mail | None:
    meeting = telling.still(member, letter)
    if meeting is None or meeting.begins <= clock.now():
        return None
    subject = gettext("New dates: %(title)s", title=meeting.title)
    again, dates = series_words.sentence(meeting.series), queries.coming_from(meeting, clock.now())
    standing = [date for date in dates if date.state == State.scheduled.value]
    told = {"meeting": meeting, "again": again, "dates": standing, "link": telling.link(meeting, "answer")}
    return mailing.invites(write("meeting_replanned", subject, **told), meeting, member)


def shortened_letter(member: Member, letter: Letter) -> Mail | None:
    """For calendars above all: else they would show the dates of before beside the new ones."""
    meeting = queries.meeting_by_id(member, letter.about["meeting"]) if member.is_member else None
    if meeting is None:
        return None
    day = short_day(meeting.begins)
    subject = gettext("Until %(day)s: %(title)s", day=day, title=meeting.series.title)
    mail = write("meeting_shortened", subject, meeting=meeting, link=telling.link(meeting))
    return mailing.invites(mail, meeting, member)


def moved_letter(member: Member, letter: Letter) -> Mail | None:
    meeting = telling.still(member, letter)
    if meeting is None or meeting.begins <= clock.now():
        return None
    was = datetime.fromisoformat(letter.about["was"])
    subject = gettext("Moved: %(title)s, now %(day)s", title=meeting.title, day=short_day(meeting.begins))
    told = {"meeting": meeting, "was": was, "link": telling.link(meeting, "answer")}
    return mailing.invites(write("meeting_moved", subject, **told), meeting, member, only=True)


def elsewhere_letter(member: Member, letter: Letter) -> Mail | None:
    meeting = telling.still(member, letter)
    if meeting is None or meeting.ends <= clock.now():
        return None
    subject = gettext("New place: %(title)s, %(day)s", title=meeting.title, day=short_day(meeting.begins))
    mail = write("meeting_elsewhere", subject, meeting=meeting, link=telling.link(meeting))
    return mailing.invites(mail, meeting, member, only=True)


def cancelled_letter(member: Member, letter: Letter) -> Mail | None:
    meeting = queries.meeting_by_id(member, letter.about["meeting"]) if member.is_member else None
    if meeting is None:
        return None
    subject = gettext("Cancelled: %(title)s, %(day)s", title=meeting.title, day=short_day(meeting.begins))
    more = letter.about.get("dates", 1) - 1
    mail = write("meeting_cancelled", subject, meeting=meeting, more=more, link=telling.link(meeting))
    return _taken_out(mail, meeting, member) if more else mailing.calls_off(mail, meeting, member, only=True)


def _taken_out(mail: Mail, meeting: Occurrence, member: Member) -> Mail:
    """Several dates of a series are cancelled: if all are, the event is; else it is told anew, without them."""
    if all(date.state == State.cancelled.value for date in queries.dates(meeting)):
        return mailing.calls_off(mail, meeting, member, only=False)
    return mailing.invites(mail, meeting, member)


NOTICES: dict[str, Tells] = {
    "meeting_scheduled": scheduled,
    "meeting_date_added": scheduled,
    "meeting_moved": moved,
    "meeting_edited": edited,
    "meeting_cancelled": cancelled,
    "meeting_series_replanned": replanned,
    "meeting_series_cancelled": series_cancelled,
}
LETTERS: dict[str, Writes] = {
    "meeting_invitation": invitation,
    "meeting_moved": moved_letter,
    "meeting_elsewhere": elsewhere_letter,
    "meeting_cancelled": cancelled_letter,
    "meeting_replanned": replanned_letter,
    "meeting_shortened": shortened_letter,
}
