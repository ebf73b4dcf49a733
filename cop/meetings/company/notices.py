"""Who hears of the answer that a meeting has of them, and in which words."""

from __future__ import annotations

from flask_babel import gettext

from cop.kernel import clock
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.words import short_day
from cop.meetings import telling
from cop.meetings.company import queries as company_queries
from cop.meetings.company.rules import has_place
from cop.meetings.telling import Tells, Writes
from cop.members.models import Member


def places_given(entry: Entry) -> list[Letter]:
    """Those who waited and have a place now."""
    return telling.letters("place_given", entry, entry.facts["members"])


def answers_taken_over(entry: Entry) -> list[Letter]:
    return telling.letters("meeting_taken_over", entry, entry.facts["members"])


def taken_over(member: Member, letter: Letter) -> Mail | None:
    """The invitation of who said when the date was looked for that this one suits; as that answer stands by now."""
    meeting = telling.still(member, letter)
    answer = company_queries.answer_of(member, meeting) if meeting else None
    if meeting is None or answer is None or meeting.begins <= clock.now():
        return None
    return telling.inviting(meeting, member, answer)


def place_letter(member: Member, letter: Letter) -> Mail | None:
    """Dropped when the reader has given the place up meanwhile."""
    meeting = telling.still(member, letter)
    answer = company_queries.answer_of(member, meeting) if meeting else None
    if meeting is None or answer is None or not has_place(answer.answer, answer.queued_at):
        return None
    subject = gettext(
        "You have a place: %(title)s, %(day)s", title=meeting.title, day=short_day(meeting.begins)
    )
    return write("place_given", subject, meeting=meeting, link=telling.link(meeting, "answer"))


NOTICES: dict[str, Tells] = {
    "answers_taken_over": answers_taken_over,
    "places_given": places_given,
}
LETTERS: dict[str, Writes] = {
    "meeting_taken_over": taken_over,
    "place_given": place_letter,
}
