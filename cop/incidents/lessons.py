"""The monthly letter on what reports teach: when it is due, to whom it goes, in which words; and how it is ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cop.delivery import level_queries
from cop.delivery.level_rules import Level as Letters
from cop.incidents import lesson_actions, lesson_queries, shown
from cop.incidents.lesson_queries import LESSONS, Monthly, monthly
from cop.incidents.rules import Level, month_begins
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.permits import SYSTEM
from cop.kernel.refs import Resolved
from cop.members.models import Member


def tick(now: datetime) -> None:
    """With a month's first tick the one before is told."""
    ends = month_begins(now)
    if not lesson_queries.was_told(f"{ends - timedelta(days=1):%Y-%m}"):
        lesson_actions.tell_month(ends, actor=SYSTEM, now=now)


def tell(entry: Entry) -> Iterable[Letter]:
    for id in lesson_queries.readers():
        yield Letter("lessons", id, entry.facts, entry.id)


def wants(member: Member) -> bool:
    return level_queries.chosen(member.id, LESSONS).level is not Letters.MUTED


def letter(member: Member, letter: Letter) -> Mail | None:
    """None for who has ended it meanwhile, and where all of it was taken back."""
    rows = lesson_queries.told(letter.about["reports"]) if member.is_member and wants(member) else []
    if not rows:
        return None
    number = letter.about["number"]
    subject = ngettext(
        "%(num)d report newly open to members", "%(num)d reports newly open to members", number
    )
    mail = write(
        "lessons",
        _("What reports teach: %(what)s", what=subject),
        lessons=[_line(row) for row in rows if row.level >= Level.PUBLIC],
        others=[_line(row) for row in rows if row.level < Level.PUBLIC],
        digest=url_for("incidents.digest", _external=True),
    )
    return replace(mail, stops=LESSONS)


def _line(row: Any) -> tuple[str, str, str]:
    link = url_for("incidents.incident", uid=row.uid, _external=True)
    return f"{row.uid} {shown.title(row)}", row.lesson, link


def letters_of(_id: int, member: Member) -> tuple[Monthly | None, str]:
    """What one click in the letter ends, and where one chooses otherwise (hook ``letters_of:lessons``)."""
    return monthly(member), url_for("incidents.digest")


def resolve(ids: list[int], _viewer: Any) -> Iterable[Resolved]:
    if 1 in ids:
        yield Resolved(LESSONS, "lessons", _("What reports teach"), url_for("incidents.digest"))
