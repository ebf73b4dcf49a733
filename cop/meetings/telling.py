"""What the notices of meetings share: who is concerned, and the meeting as its reader may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext
from sqlalchemy import select

from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.refs import split
from cop.kernel.words import short_day
from cop.meetings.calendar import mailing
from cop.meetings.company.models import Rsvp
from cop.meetings.company.rules import Answer
from cop.meetings.room import presence_queries
from cop.meetings.series import queries, series_words
from cop.meetings.series.models import Occurrence
from cop.meetings.series.rules import State
from cop.members.models import Member
from cop.spaces.queries import people_ids

Tells = Callable[[Entry], list[Letter]]
"""Of a ledger entry, whom it is told."""
Writes = Callable[[Member, Letter], Mail | None]
"""A letter composed when it is sent, from what is so by then; None where it says nothing any more."""


def meeting_of(entry: Entry) -> Occurrence:
    return db.session.get_one(Occurrence, split(entry.subject)[1])


def who_said(meeting: Occurrence, *answers: Answer) -> set[int]:
    said = select(Rsvp.member_id).where(Rsvp.meeting_id == meeting.id)
    return set(db.session.scalars(said.where(Rsvp.answer.in_([answer.value for answer in answers]))))


def invited(meeting: Occurrence) -> set[int]:
    return people_ids(meeting.series.space)


def concerned(meeting: Occurrence) -> set[int]:
    """Everyone invited who has not declined."""
    return invited(meeting) - who_said(meeting, Answer.no)


def present(meeting: Occurrence) -> set[int]:
    return presence_queries.present_ids(meeting) or who_said(meeting, Answer.yes)


def letters(kind: str, entry: Entry, to: Iterable[int], **about: Any) -> list[Letter]:
    """To all of them but who did it."""
    meeting = split(entry.subject)[1]
    reached = sorted(id for id in to if f"member:{id}" != entry.actor)
    return [Letter(kind, id, {"meeting": meeting, **about}, entry.id) for id in reached]


def still(member: Member, letter: Letter) -> Occurrence | None:
    """The meeting, if the reader may see it and it stands."""
    meeting = queries.meeting_by_id(member, letter.about["meeting"]) if member.is_member else None
    return meeting if meeting and meeting.state == State.scheduled.value else None


def link(meeting: Occurrence, fragment: str = "") -> str:
    return url_for(
        "meetings.meeting", id=meeting.id, slug=meeting.slug, _external=True, _anchor=fragment or None
    )


def inviting(meeting: Occurrence, member: Member, said: Rsvp | None) -> Mail:
    subject = gettext("Invitation: %(title)s, %(day)s", title=meeting.title, day=short_day(meeting.begins))
    again = series_words.sentence(meeting.series)
    told = {"meeting": meeting, "again": again, "said": said, "link": link(meeting, "answer")}
    told["answers"] = mailing.links(meeting, member)
    return mailing.invites(write("meeting_invitation", subject, **told), meeting, member)
