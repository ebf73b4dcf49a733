"""Who hears of a date poll, and in which words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext

from cop.kernel import clock
from cop.kernel.db import db
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.refs import split
from cop.kernel.words import short_day
from cop.members.models import Member
from cop.polls import answer_queries, queries
from cop.polls.models import DatePoll
from cop.polls.rules import State
from cop.spaces.queries import people


def _poll(entry: Entry) -> DatePoll:
    return db.session.get_one(DatePoll, split(entry.subject)[1])


def _letters(kind: str, entry: Entry, to: set[int], **more: Any) -> list[Letter]:
    """To all of them but who did it."""
    about = {"poll": split(entry.subject)[1], **more}
    return [Letter(kind, id, about, entry.id) for id in sorted(to) if f"member:{id}" != entry.actor]


def started(entry: Entry) -> list[Letter]:
    return _letters("poll_invitation", entry, {member.id for member in people(_poll(entry).space)})


def reminded(entry: Entry) -> list[Letter]:
    poll = _poll(entry)
    asked = {member.id for member in people(poll.space)}
    return _letters("poll_reminder", entry, asked - answer_queries.answered_members(poll))


def changed(entry: Entry) -> list[Letter]:
    """Those who had answered."""
    facts = {key: entry.facts[key] for key in ("gone", "added", "closes", "words")}
    if not any(facts.values()):
        return []
    return _letters("poll_changed", entry, set(entry.facts["members"]), **facts)


def closed(entry: Entry) -> list[Letter]:
    return _letters("poll_closed", entry, {_poll(entry).organiser_id})


def _open(member: Member, letter: Letter) -> DatePoll | None:
    """The poll, while the reader may see it, has not answered it, and it is open."""
    poll = _runs(member, letter)
    return None if poll and answer_queries.answers_of(member, poll) else poll


def _runs(member: Member, letter: Letter) -> DatePoll | None:
    poll = queries.poll_by_id(member, letter.about["poll"])
    if poll is None or poll.state != State.open.value or poll.closes <= clock.now():
        return None
    return poll


def _words(template: str, subject: str, poll: DatePoll, **told: Any) -> Mail:
    link = url_for("polls.poll", id=poll.id, slug=poll.slug, _external=True)
    return write(template, subject, poll=poll, link=link, **told)


def invitation(member: Member, letter: Letter) -> Mail | None:
    poll = _open(member, letter)
    return (
        _words("poll_invitation", gettext("When could you meet? %(title)s", title=poll.title), poll)
        if poll
        else None
    )


def reminder(member: Member, letter: Letter) -> Mail | None:
    poll = _open(member, letter)
    if poll is None:
        return None
    day = short_day(poll.closes)
    return _words("poll_invitation", gettext("Until %(day)s: %(title)s", day=day, title=poll.title), poll)


def changed_letter(member: Member, letter: Letter) -> Mail | None:
    """What is so by now: a slot that was added and taken away again is not told."""
    poll = _runs(member, letter)
    if poll is None:
        return None
    added, gone = ([datetime.fromisoformat(at) for at in letter.about[key]] for key in ("added", "gone"))
    asked = {slot.begins for slot in poll.slots}
    told = {"added": [at for at in added if at in asked], "gone": [at for at in gone if at not in asked]}
    subject = gettext("The date poll has changed: %(title)s", title=poll.title)
    return _words("poll_changed", subject, poll, closes=letter.about["closes"], **told)


def closed_letter(member: Member, letter: Letter) -> Mail | None:
    poll = queries.poll_by_id(member, letter.about["poll"])
    if poll is None or poll.state != State.closed.value:
        return None
    return _words("poll_closed", gettext("Choose the date: %(title)s", title=poll.title), poll)


NOTICES: dict[str, Any] = {
    "poll_started": started,
    "poll_changed": changed,
    "poll_reminded": reminded,
    "poll_closed": closed,
}
LETTERS: dict[str, Callable[[Member, Letter], Mail | None]] = {
    "poll_invitation": invitation,
    "poll_changed": changed_letter,
    "poll_reminder": reminder,
    "poll_closed": closed_letter,
}
