"""The digest: what awaits its reader, then threads in which most people spoke, then the rest. Never an empty one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cop.delivery import letters
from cop.kernel.db import db
from cop.kernel.features import Awaiting, House, News
from cop.kernel.letters import Mail, write
from cop.kernel.permits import SYSTEM
from cop.kernel.words import short_day
from cop.mail import digest_actions, digest_queries
from cop.members.models import Member

MOST = 10
FIRST = timedelta(days=7)  # what the first one looks back on
LATEST = datetime.max.replace(tzinfo=UTC)


def send_due(now: datetime) -> None:
    """On a tick: those whose morning it is."""
    for digest in digest_queries.due(now):
        digest_actions.set_off(digest, actor=SYSTEM, now=now)


def send(payload: dict[str, Any], now: datetime) -> None:
    """Task ``digest``: one member's, written when it is sent; or what a mail asked for, empty or not."""
    member = db.session.get(Member, payload["member"])
    digest, asked = (digest_queries.digest_of(member), payload.get("mail")) if member else (None, None)
    if member is None or not _may_have(member) or not (asked or (digest and digest.days)):
        return
    since = datetime.fromisoformat(payload["since"]) if payload["since"] else now - FIRST
    key = f"digest.{member.id}.m{asked}" if asked else f"digest.{member.id}.{now:%Y-%m-%d}"
    languages = member.languages if digest and digest.own_languages else None

    def compose() -> Mail | None:
        return written(member, since, languages, payload["pace"], now)

    letters.deliver(letters.reader_of(member), member, compose, key, now)


def _may_have(member: Member) -> bool:
    return member.is_member and bool(member.addresses) and letters.reaches(member)


def written(
    member: Member, since: datetime, languages: Sequence[str] | None, pace: str, now: datetime
) -> Mail | None:
    """None where nothing waits and nothing is new, unless it was asked for (no ``pace``)."""
    house = _house()
    waiting: list[Awaiting] = [one for ask in house.each("awaiting") for one in ask(member, now)]
    talk = house.hooks["talk_since"](member, since, languages)
    news = [one for ask in house.each("news") for one in ask(member, now) if one.at > since]
    if pace and not waiting and not talk and not news:
        return None
    return _mail(member, pace, now, waiting, talk, news)


def _mail(
    member: Member, pace: str, now: datetime, waiting: list[Awaiting], talk: list[Any], news: list[News]
) -> Mail:
    subject = _("Digest of %(day)s", day=short_day(now))
    if waiting:
        subject += ": " + ngettext("%(num)d thing waits for you", "%(num)d things wait for you", len(waiting))
    shown = {thread.address for thread in talk}
    others = [one for one in news if one.address not in shown]
    told = {"root": url_for("home.first", _external=True).rstrip("/"), "pace": pace, "talk": talk}
    mail = write(
        "digest",
        subject,
        waiting=sorted(waiting, key=lambda one: one.due or LATEST)[:MOST],
        more=max(0, len(waiting) - MOST),
        news=sorted(others, key=lambda one: one.at, reverse=True)[:MOST],
        change=url_for("digests.choose", _external=True),
        **told,
    )
    return replace(mail, stops=f"digest:{member.id}") if pace else mail


def _house() -> House:
    return current_app.extensions["cop"]
