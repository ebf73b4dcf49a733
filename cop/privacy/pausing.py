"""Pausing: for how long, who is back, and what a paused member is written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from flask import current_app, url_for
from flask_babel import gettext as _

from cop.kernel import clock
from cop.kernel.features import Awaiting, House, News
from cop.kernel.ledger import Entry
from cop.kernel.letters import Letter, Mail, write
from cop.kernel.permits import SYSTEM
from cop.kernel.refs import split
from cop.members.models import Member
from cop.members.rules import State
from cop.privacy import pause_actions, pause_queries

NEWEST = 10


def bring_back(now: datetime) -> None:
    """On a tick: whose pause is over takes part again."""
    for pause in pause_queries.over(now):
        pause_actions.end_pause(pause, actor=SYSTEM, now=now)


def gather(now: datetime) -> None:
    """Once a day: for whoever chose so, the letters of a week become one."""
    for pause in pause_queries.to_gather(now):
        pause_actions.gather_letters(pause, actor=SYSTEM, now=now)


def to_returned(entry: Entry) -> Iterable[Letter]:
    """A letter to whom the clock brought back; who comes back by oneself knows."""
    if entry.actor == SYSTEM.ref:
        yield Letter("pause_over", split(entry.subject)[1], entry.facts, entry.id)


def holds(member: Member) -> bool:
    """Whether this member's everyday letters are gathered instead of sent."""
    if member.state != State.paused.value:
        return False
    pause = pause_queries.running(member)
    return pause is not None and pause.digest


def _house() -> House:
    return current_app.extensions["cop"]


def digest(member: Member, _letter: Letter) -> Mail | None:
    """What waits for the member and what is new; nothing where there is neither."""
    if not holds(member):
        return None
    now, root = clock.now(), url_for("home.first", _external=True).rstrip("/")
    waiting: list[Awaiting] = [one for ask in _house().each("awaiting") for one in ask(member, now)]
    news: list[News] = [one for ask in _house().each("news") for one in ask(member, now)]
    news = sorted(news, key=lambda one: one.at, reverse=True)[:NEWEST]
    if not waiting and not news:
        return None
    return write("pause_digest", _("While you pause"), waiting=waiting, news=news, root=root)


def over(member: Member, _letter: Letter) -> Mail | None:
    if not member.is_member:
        return None
    return write("pause_over", _("Your pause is over"), link=url_for("home.first", _external=True))
