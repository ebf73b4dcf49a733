"""Who hears of an action, and in which words."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext

from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.words import short_day
from cop.meetings import telling
from cop.meetings.outcomes import queries as outcome_queries
from cop.meetings.telling import Tells, Writes
from cop.members.models import Member


def action_given(entry: Entry) -> list[Letter]:
    return telling.letters("action_given", entry, [entry.facts["owner"]], action=entry.facts["action"])


def action_letter(member: Member, letter: Letter) -> Mail | None:
    item = outcome_queries.action_item(member, letter.about["action"]) if member.is_member else None
    if item is None or item.state != "open":
        return None
    link = url_for("outcomes.close", id=item.id, _external=True)
    subject = gettext("For you to do until %(day)s", day=short_day(item.due))
    return write("action_given", subject, item=item, meeting=item.meeting, link=link)


NOTICES: dict[str, Tells] = {
    "action_given": action_given,
}
LETTERS: dict[str, Writes] = {
    "action_given": action_letter,
}
