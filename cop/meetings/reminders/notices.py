"""Who is reminded of a meeting or an action, and in which words."""

from __future__ import annotations

from datetime import datetime

from flask import url_for
from flask_babel import gettext

from cop.kernel import clock
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.words import short_day
from cop.meetings import telling
from cop.meetings.company import queries as company_queries
from cop.meetings.company.rules import Answer
from cop.meetings.outcomes import queries as outcome_queries
from cop.meetings.reminders.rules import WAYS
from cop.meetings.series import queries, times
from cop.meetings.series.rules import State
from cop.meetings.telling import Tells, Writes
from cop.members.models import Member


def reminded(entry: Entry) -> list[Letter]:
    """Before the start: everyone invited who has not declined. After the end: those who were there."""
    meeting, key = telling.meeting_of(entry), entry.facts["reminder"]
    if WAYS[key].after:
        return telling.letters("meeting_followup", entry, telling.present(meeting))
    moment = entry.facts["moment"]
    return telling.letters("meeting_reminder", entry, telling.concerned(meeting), moment=moment)


def owner_reminded(entry: Entry) -> list[Letter]:
    return telling.letters("action_due", entry, [entry.facts["owner"]], action=entry.facts["action"])


def reminder(member: Member, letter: Letter) -> Mail | None:
    """Dropped when the reader declined meanwhile, or the meeting moved: it is reminded of anew then."""
    meeting = telling.still(member, letter)
    if meeting is None or meeting.begins != datetime.fromisoformat(letter.about["moment"]):
        return None
    answer = company_queries.answer_of(member, meeting)
    if meeting.begins <= clock.now() or (answer and answer.answer == Answer.no.value):
        return None
    subject = gettext("Reminder: %(title)s, %(day)s", title=meeting.title, day=short_day(meeting.begins))
    return write(
        "meeting_reminder", subject, meeting=meeting, answer=answer, link=telling.link(meeting, "answer")
    )


def followup(member: Member, letter: Letter) -> Mail | None:
    meeting = queries.meeting_by_id(member, letter.about["meeting"]) if member.is_member else None
    if meeting is None or meeting.state == State.cancelled.value:
        return None
    decided = outcome_queries.decisions(meeting)
    subject = gettext("After the meeting: %(title)s", title=meeting.title)
    return write("meeting_followup", subject, meeting=meeting, decisions=decided, link=telling.link(meeting))


def due_letter(member: Member, letter: Letter) -> Mail | None:
    """As it is when it is sent: due still, or no more; none of what was closed meanwhile."""
    item = outcome_queries.action_item(member, letter.about["action"]) if member.is_member else None
    if item is None or item.state != "open" or item.owner_id != member.id:
        return None
    late = item.due < times.wall(clock.now(), member.zone).date()
    day, link = short_day(item.due), url_for("outcomes.close", id=item.id, _external=True)
    said = gettext("It was due on %(day)s", day=day) if late else gettext("To be done by %(day)s", day=day)
    subject = f"{said}: {item.text}"
    return write("action_due", subject, item=item, meeting=item.meeting, late=late, link=link)


NOTICES: dict[str, Tells] = {
    "meeting_reminded": reminded,
    "owner_reminded": owner_reminded,
}
LETTERS: dict[str, Writes] = {
    "meeting_reminder": reminder,
    "meeting_followup": followup,
    "action_due": due_letter,
}
