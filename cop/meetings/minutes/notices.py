"""Who hears of minutes, and in which words."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext

from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.meetings import telling
from cop.meetings.minutes import queries as minutes_queries
from cop.meetings.series import queries
from cop.meetings.telling import Tells, Writes
from cop.members.models import Member


def minutes_opened(entry: Entry) -> list[Letter]:
    """Those who were present; where nobody took attendance, those who said yes."""
    return telling.letters("minutes_ready", entry, telling.present(telling.meeting_of(entry)))


def minutes_letter(member: Member, letter: Letter) -> Mail | None:
    meeting = queries.meeting_by_id(member, letter.about["meeting"]) if member.is_member else None
    minutes = minutes_queries.minutes(meeting) if meeting else None
    if meeting is None or minutes is None:
        return None
    link = url_for("minutes.minutes", id=meeting.id, slug=meeting.slug, _external=True)
    subject = gettext("Minutes of %(title)s", title=meeting.title)
    return write("minutes_ready", subject, meeting=meeting, minutes=minutes, link=link)


NOTICES: dict[str, Tells] = {
    "minutes_opened": minutes_opened,
}
LETTERS: dict[str, Writes] = {
    "minutes_ready": minutes_letter,
}
